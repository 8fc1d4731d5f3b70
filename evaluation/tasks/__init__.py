"""Tasks to measure rankers on."""

from .base import Task, TaskError
from .catalogue import make_task, task_help

__all__ = ["Task", "TaskError", "make_task", "task_help"]
