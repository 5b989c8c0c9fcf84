from django import template

from oco_site.base import all_public
from priorities.models import PriorityPage

register = template.Library()


@register.simple_tag
def priority_list():
    """The public priorities, in the order of the plan."""
    return all_public(PriorityPage)
