// The packed editor comes without types: what the desk takes of it is anything at all.
declare module "django-prose-editor/editor";
