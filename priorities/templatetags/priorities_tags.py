from django import template

from priorities.models import PriorityPage

register = template.Library()


@register.simple_tag
def priority_list():
    """The public priorities, in the order of the plan."""
    return PriorityPage.objects.visible().defer_streamfields().order_by("number")
