"""Who may do what with newsletters: one function a question."""


def _is_staff(user, permission: str) -> bool:
    return user.is_active and user.is_staff and user.has_perm(f"letters.{permission}")


def may_see_letters(user) -> bool:
    """Whether they may look at the newsletters, their issues and how many readers they have."""
    return _is_staff(user, "view_letter")


def may_keep_letters(user) -> bool:
    """Whether they may say which newsletters there are, what each is of and when it goes."""
    return _is_staff(user, "change_letter")


def may_send_letters(user) -> bool:
    """Whether they may draw up, try, send and stop an issue."""
    return may_see_letters(user) and _is_staff(user, "send_letter")


def may_see_readers(user) -> bool:
    """Whether they may look up, export and erase the addresses that newsletters go to."""
    return _is_staff(user, "view_subscription")
