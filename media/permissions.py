"""Who may do what with a photo or a document, one function a question."""


def may_upload_photo(user) -> bool:
    """Say whether the user may bring in photos."""
    return user.has_perm("media.add_photo")


def brings_only_their_own(user) -> bool:
    """Say whether what the user brings in is their own work: photographers see and send nothing else."""
    return not user.has_perm("media.view_any_photo") and not user.has_perm("media.change_any_photo")


def may_upload_document(user) -> bool:
    """Say whether the user may bring in documents."""
    return user.has_perm("media.add_document")


def _has(user, right: str, licensed) -> bool:
    """Say whether the user has a right over things of this kind: photos and documents have the same, by their names."""
    return user.has_perm(f"media.{right}_{licensed._meta.model_name}")


def may_see(user, licensed) -> bool:
    """Say whether the user may see this photo or document; `visible_to` answers the same for many."""
    if _has(user, "view_any", licensed) or _has(user, "change_any", licensed):
        return True
    own = licensed.uploaded_by_id == user.pk
    return own and (_has(user, "view", licensed) or _has(user, "add", licensed))


def may_edit(user, licensed) -> bool:
    """Say whether the user may mend its words and rights: their own, or anybody's for those who answer for them."""
    if not _has(user, "change", licensed) and not _has(user, "change_any", licensed):
        return False
    anybodys = _has(user, "change_any", licensed) or _has(user, "vouch", licensed)
    return anybodys or licensed.uploaded_by_id == user.pk


def may_see_traces(user, photo) -> bool:
    """Say whether the user may know where exactly it was taken, and the numbers of the devices."""
    return user.has_perm("media.view_traces") and may_see(user, photo)


def may_vouch_for(user, licensed) -> bool:
    """Say whether the user may put their name under one whose rights are not established."""
    return _has(user, "vouch", licensed) and may_see(user, licensed)


def may_answer_for_photo(user, photo) -> bool:
    """Say whether the user may answer what has to be asked before one use of it."""
    return may_vouch_for(user, photo)


def may_grant_lease(user, licensed) -> bool:
    """Say whether the user may record leave to use it."""
    return user.has_perm("media.add_lease") and may_see(user, licensed)


def may_change_lease(user, licensed) -> bool:
    """Say whether the user may change leave on record, or end it."""
    return user.has_perm("media.change_lease") and may_see(user, licensed)


def may_apply_contract(user, photo) -> bool:
    """Say whether the user may give it a supplier's usual rights."""
    return user.has_perm("media.add_lease") and may_edit(user, photo)


def may_see_lease_document(user, licensed) -> bool:
    """Say whether the user may read the letter behind leave to use it."""
    return user.has_perm("media.view_lease") and may_see(user, licensed)


def may_see_suppliers(user) -> bool:
    """Say whether the user may read whom pictures come from, and what the contracts say."""
    return user.has_perm("media.view_supplier")


def may_add_supplier(user) -> bool:
    """Say whether the user may write a supplier down."""
    return user.has_perm("media.add_supplier")


def may_change_supplier(user) -> bool:
    """Say whether the user may change a supplier's contract."""
    return user.has_perm("media.change_supplier")


def may_withdraw(user, licensed) -> bool:
    """Say whether the user may take it from every page: who may say that it can be used may say that it cannot."""
    return _has(user, "change_any", licensed) or may_vouch_for(user, licensed)


def may_delete(user, licensed) -> bool:
    """Say whether the user may delete it, as long as nothing uses it."""
    return _has(user, "delete", licensed) and may_see(user, licensed)


def may_collect(user) -> bool:
    """Say whether the user may put photos together and keep what is said of them together."""
    return user.has_perm("media.add_photo")


def may_open_sheet(user) -> bool:
    """Say whether the user may see any photo; `visible_to` says which."""
    return any(user.has_perm(f"media.{name}") for name in ("view_photo", "view_any_photo", "change_any_photo"))


def may_sort_photos(user) -> bool:
    """Say whether there can be photos the user may mark and describe; `may_edit` says of each."""
    return user.has_perm("media.change_photo") or user.has_perm("media.change_any_photo")
