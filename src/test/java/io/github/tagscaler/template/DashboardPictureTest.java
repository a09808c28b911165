package io.github.tagscaler.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.template.Dashboard.Widget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The picture of the dashboard on its page. */
class DashboardPictureTest {
  private static final Path PICTURE = Path.of("docs/images/dashboard.svg");

  private final Dashboard dashboard = new Dashboard();

  /** With {@code -Dtagscaler.docs.write=true} it draws the picture instead. */
  @Test
  void is_drawn_from_the_template() throws IOException {
    var drawn = DashboardPicture.of(dashboard);

    if (Boolean.getBoolean("tagscaler.docs.write")) {
      Files.writeString(PICTURE, drawn);
    }
    assertThat(Files.readString(PICTURE))
        .as("docs/images/dashboard.svg; run this test with -Dtagscaler.docs.write=true to draw it")
        .isEqualTo(drawn);
  }

  @Test
  void shows_each_widget_with_its_title() {
    var drawn = DashboardPicture.of(dashboard);

    assertThat(dashboard.widgets().stream().map(Widget::title).filter(title -> !title.isEmpty()))
        .allSatisfy(title -> assertThat(drawn).contains(">" + title + "<"));
  }
}
