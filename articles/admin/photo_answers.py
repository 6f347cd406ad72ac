"""What a person is asked before a story shows a picture that needs care, or that no camera took as it is."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from media.answers import Question, answer_for_photo, what_is_asked
from media.models import Photo, PhotoAnswer
from media.opening import PhotoRefused
from media.permissions import may_answer_for_photo

from .story import REFUSED, url_of, visible_story

PREVIEW = 960


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, site, pk, uid, question):
    """Show the picture and what is known; on POST put this person's name under its use in this story."""
    article = visible_story(request.user, pk)
    photo = get_object_or_404(Photo.objects.visible_to(request.user), uid=uid)
    if question not in Question.values:
        raise Http404
    if not may_answer_for_photo(request.user, photo):
        raise PermissionDenied(_("You may not answer for this picture. Ask an editor or the photo desk."))
    context = str(article.uid)
    words, refused = request.POST.get("words", ""), ""
    if request.method == "POST":
        try:
            answer_for_photo(photo, by=request.user, question=question, context=context, words=words)
        except PhotoRefused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("Your answer is on record for this story."))
            return HttpResponseRedirect(url_of(article))
    shown = {
        **site.each_context(request),
        "title": Question(question).label,
        "article": article,
        "back": url_of(article),
        "photo": photo,
        "preview_url": reverse("admin:media_photo_preview", args=[photo.uid, PREVIEW]),
        "facts": what_is_asked(photo, question),
        "earlier": PhotoAnswer.objects.filter(photo=photo, question=question, context=context).first(),
        "words": words,
        "refused": refused,
    }
    status = REFUSED if refused else 200
    return TemplateResponse(request, "admin/articles/article/photo_answer.html", shown, status=status)
