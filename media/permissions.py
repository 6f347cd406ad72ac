"""Who may do what with a photo, one function a question."""


def may_upload_photo(user) -> bool:
    """Say whether the user may bring in photos."""
    return user.has_perm("media.add_photo")


def may_see_photo(user, photo) -> bool:
    """Say whether the user may see this photo; `visible_to` answers the same for many."""
    if user.has_perm("media.view_any_photo") or user.has_perm("media.change_any_photo"):
        return True
    own = photo.uploaded_by_id == user.pk
    return own and (user.has_perm("media.view_photo") or user.has_perm("media.add_photo"))


def may_edit_photo(user, photo) -> bool:
    """Say whether the user may mend its words and rights: their own, or anybody's for those who answer for pictures."""
    if not user.has_perm("media.change_photo") and not user.has_perm("media.change_any_photo"):
        return False
    anybodys = user.has_perm("media.change_any_photo") or user.has_perm("media.vouch_photo")
    return anybodys or photo.uploaded_by_id == user.pk


def may_see_traces(user, photo) -> bool:
    """Say whether the user may know where exactly it was taken, and the numbers of the devices."""
    return user.has_perm("media.view_traces") and may_see_photo(user, photo)


def may_vouch_for_photo(user, photo) -> bool:
    """Say whether the user may put their name under a photo whose rights are not established."""
    return user.has_perm("media.vouch_photo") and may_see_photo(user, photo)


def may_answer_for_photo(user, photo) -> bool:
    """Say whether the user may answer what has to be asked before one use of it."""
    return may_vouch_for_photo(user, photo)


def may_grant_lease(user, photo) -> bool:
    """Say whether the user may record leave to use it."""
    return user.has_perm("media.add_lease") and may_see_photo(user, photo)


def may_change_lease(user, photo) -> bool:
    """Say whether the user may change leave on record, or end it."""
    return user.has_perm("media.change_lease") and may_see_photo(user, photo)


def may_apply_contract(user, photo) -> bool:
    """Say whether the user may give it a supplier's usual rights."""
    return user.has_perm("media.add_lease") and may_edit_photo(user, photo)


def may_see_lease_document(user, photo) -> bool:
    """Say whether the user may read the letter behind leave to use it."""
    return user.has_perm("media.view_lease") and may_see_photo(user, photo)


def may_see_suppliers(user) -> bool:
    """Say whether the user may read whom pictures come from, and what the contracts say."""
    return user.has_perm("media.view_supplier")


def may_add_supplier(user) -> bool:
    """Say whether the user may write a supplier down."""
    return user.has_perm("media.add_supplier")


def may_change_supplier(user) -> bool:
    """Say whether the user may change a supplier's contract."""
    return user.has_perm("media.change_supplier")


def may_withdraw_photo(user, photo) -> bool:
    """Say whether the user may take it from every page: who may say that it can be used may say that it cannot."""
    return user.has_perm("media.change_any_photo") or may_vouch_for_photo(user, photo)


def may_delete_photo(user, photo) -> bool:
    """Say whether the user may delete it, as long as nothing uses it."""
    return user.has_perm("media.delete_photo") and may_see_photo(user, photo)


def may_collect(user) -> bool:
    """Say whether the user may put photos together and keep what is said of them together."""
    return user.has_perm("media.add_photo")


def may_open_sheet(user) -> bool:
    """Say whether the user may see any photo; `visible_to` says which."""
    return any(user.has_perm(f"media.{name}") for name in ("view_photo", "view_any_photo", "change_any_photo"))


def may_sort_photos(user) -> bool:
    """Say whether there can be photos the user may mark and describe; `may_edit_photo` says of each."""
    return user.has_perm("media.change_photo") or user.has_perm("media.change_any_photo")
