from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "newsroom.tasks"
    label = "tasks"
