package io.github.tagscaler.command.simulate.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.command.CommandRun.Shell;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class PictureTest {
  @TempDir Path directory;

  private CommandRun draw(String... policies) {
    return Shell.offline(() -> Instant.parse("2026-01-05T08:00:00Z"))
        .in(directory)
        .run(
            Stream.concat(
                    Stream.of(
                        "simulate",
                        "--trace",
                        "launch-spike",
                        "--svg",
                        "p.svg",
                        "--html",
                        "p.html"),
                    Stream.of(policies))
                .toArray(String[]::new));
  }

  private String file(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static Stream<Element> elements(Document document, String name) {
    var found = document.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }

  @Test
  void the_picture_says_in_words_what_it_shows_and_what_it_assumes() throws Exception {
    assertThat(draw("policy=llm max=8", "max=4").exit()).isZero();
    var svg = parsed(file("p.svg"));

    assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(elements(svg, "title").findFirst().orElseThrow().getTextContent())
        .isEqualTo("Tagscaler simulation: launch-spike");
    assertThat(elements(svg, "desc").findFirst().orElseThrow().getTextContent())
        .startsWith(
            "Capacity and tracked metrics over time. Policy 1  policy=llm max=8, instance-hours ")
        .contains("Policy 2  max=4, instance-hours ");
    assertThat(elements(svg, "text").map(Element::getTextContent))
        .anyMatch(words ->
            words.startsWith("A model, not AWS: rules that AWS does not publish are assumed"))
        .anyMatch(words -> words.contains("New capacity serves 5m after the decision"));
  }

  @Test
  void every_decision_has_a_mark_with_its_reason_and_a_row_on_the_page() throws Exception {
    draw("policy=llm max=8");
    var marks =
        elements(parsed(file("p.svg")), "g")
            .map(mark -> mark.getElementsByTagName("title").item(0).getTextContent())
            .toList();
    assertThat(marks)
        .hasSizeGreaterThan(10)
        .anyMatch(words -> words.contains("5 → 6, concurrency ") && words.contains(" > target 5"));
    var page = file("p.html");
    assertThat(page.split("<td class=\"time\">", -1)).hasSize(2 * marks.size() + 1);
  }

  @Test
  void neither_file_needs_a_network_or_a_script() throws Exception {
    draw("policy=llm max=8");
    assertThat(file("p.svg").replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http", "<script", "@import", "url(");
    assertThat(file("p.html").replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:", "https:", "<script", "@import", "url(", " src=", " href=")
        .contains("default-src &#x27;none&#x27;")
        .contains("<html lang=\"en\">");
  }

  @Test
  void both_files_are_the_same_each_time() throws Exception {
    draw("policy=llm max=8");
    var svg = file("p.svg");
    var page = file("p.html");
    draw("policy=llm max=8");
    assertThat(file("p.svg")).isEqualTo(svg);
    assertThat(file("p.html")).isEqualTo(page);
  }

  @Test
  void words_of_the_user_are_escaped() throws Exception {
    Files.writeString(
        directory.resolve("a<b>&.csv"),
        "time,requests\n2026-01-05T08:00Z,1\n2026-01-05T08:01Z,1\n");
    var run =
        Shell.offline(() -> Instant.parse("2026-01-05T08:00:00Z"))
            .in(directory)
            .run("simulate", "--trace", "a<b>&.csv", "--svg", "p.svg", "--html", "p.html", "max=2");
    assertThat(run.exit()).isZero();
    assertThat(elements(parsed(file("p.svg")), "title").findFirst().orElseThrow().getTextContent())
        .isEqualTo("Tagscaler simulation: a<b>&.csv");
    assertThat(file("p.html")).doesNotContain("<b>");
  }

  /** The picture of docs/simulate.md; {@code -Dtagscaler.docs.write=true} draws it anew. */
  @Test
  void the_picture_of_the_docs_is_what_the_command_draws() throws Exception {
    draw("policy=llm max=8", "policy=llm max=8 min=3", "--price", "1.41");
    var documented = Path.of("docs/simulate.svg");
    if (Boolean.getBoolean("tagscaler.docs.write")) {
      Files.writeString(documented, file("p.svg"));
    }
    assertThat(file("p.svg")).isEqualTo(Files.readString(documented));
  }
}
