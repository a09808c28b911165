package io.github.tagscaler.command.report.page;

import j2html.tags.ContainerTag;

/** An element of SVG, which the library has no names for. */
final class SvgTag extends ContainerTag<SvgTag> {
  SvgTag(String name) {
    super(name);
  }
}
