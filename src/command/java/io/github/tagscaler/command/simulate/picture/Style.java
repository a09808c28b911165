package io.github.tagscaler.command.simulate.picture;

/** The looks of the picture: by class, light or dark as the viewer prefers. */
final class Style {
  private Style() {}

  /** The style sheet. */
  static final String CSS =
      """
      .sim{--back:#fff;--text:#1f2933;--faint:#5f6b7a;--grid:#e4e8ee;--used:#3b7dbd;--idle:#b9d4ee;--pace:#dbe9f6;\
      --starting:#b79ae0;--over:#f0a020;--overload:#d3302f;--demand:#14202b;--window:#f3efe2;--limit:#8794a5;--in:#2b8a7e}
      @media (prefers-color-scheme:dark){.sim{--back:#0f1620;--text:#e3e9f0;--faint:#9aa7b6;--grid:#243040;--used:#4f93d8;\
      --idle:#27486b;--pace:#1c3149;--starting:#7a5fb0;--over:#e0982a;--overload:#ef5350;--demand:#f2f5f8;--window:#1b2330;\
      --limit:#6d7b8d;--in:#45b5a6}}
      .sim .back{fill:var(--back)}
      .sim text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:var(--text)}
      .sim text.title{font-size:19px;font-weight:600}
      .sim text.name{font-size:15px;font-weight:600}
      .sim text.small{font-size:11px;fill:var(--faint)}
      .sim text.faint{fill:var(--faint)}
      .sim text.end{text-anchor:end}
      .sim text.halo{paint-order:stroke;stroke:var(--back);stroke-width:3px}
      .sim .grid{stroke:var(--grid)}
      .sim .axis{stroke:var(--faint)}
      .sim .window{fill:var(--window)}
      .sim .bounds{fill:var(--limit);fill-opacity:.07}
      .sim .limit{fill:none;stroke:var(--limit);stroke-dasharray:2 3}
      .sim .used{fill:var(--used)}
      .sim .idle{fill:var(--idle)}
      .sim .pace{fill:var(--pace);stroke:var(--idle);stroke-width:.6}
      .sim .starting{fill:var(--starting);fill-opacity:.75}
      .sim .over{fill:var(--over)}
      .sim .overload{fill:var(--overload)}
      .sim .demand{fill:none;stroke:var(--demand);stroke-width:1.1}
      .sim .metric{fill:none;stroke:var(--faint);stroke-width:1}
      .sim .metric-area{fill:var(--idle);fill-opacity:.6}
      .sim .target{stroke:var(--demand);stroke-dasharray:5 3}
      .sim .out path{fill:var(--used)}
      .sim .in path{fill:var(--in)}
      .sim .schedule path{fill:var(--starting)}
      .sim .at-max path{fill:var(--over)}
      """;
}
