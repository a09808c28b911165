package io.github.tagscaler.command.preview;

import io.github.tagscaler.command.cli.CommonOptions;
import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.cli.TagSet;
import io.github.tagscaler.command.cli.TagSets;
import io.github.tagscaler.command.cli.TargetOptions;
import io.github.tagscaler.command.exit.ExitCode;
import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.preview.ComparisonText.Column;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.resource.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code try}. */
@Command(
    name = "try",
    mixinStandardHelpOptions = true,
    description = {"Show what tags result in, without AWS. Several tag sets are compared.", ""},
    footer = {
      "",
      "Examples:",
      "  tagscaler try policy=llm max=6",
      "  tagscaler try 'schedule=Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin'",
      "  tagscaler try --kind component policy=llm+scale-to-zero max=3",
      "  tagscaler try policy=llm max=8 vs policy=cpu-model max=8",
      "  tagscaler try --kind all --catalog catalog/ policy=pay/fraud"
    })
public final class TryCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private CommonOptions options = new CommonOptions();
  @Mixin private TargetOptions target = new TargetOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "KEY=VALUE",
      description =
          "the tags, without the prefix; vs begins another set, and so does a quoted word with several tags")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--endpoint-tags",
      paramLabel = "KEY=VALUE ...",
      description = "for --kind component: the tags of its endpoint, which it inherits")
  private @Nullable String endpointTags;

  /** The verb in these surroundings. */
  public TryCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var session = Session.offline(context, options);
    var sets = TagSets.read(words);
    if (sets.isEmpty()) {
      throw new UsageException("Name the tags to try, such as try policy=llm max=6");
    }
    var catalog = CatalogReader.read(session.catalog().read());
    var settings = session.settings();
    var terms =
        new Preview.Terms(
            endpointTags(),
            settings.stack(),
            session.policies(catalog),
            settings.requirePlatform() ? catalog.platformRequired() : catalog,
            session.clock().instant());
    var previews =
        target.samples().stream()
            .flatMap(sample -> sets.stream().map(set -> Preview.of(set, sample, terms)))
            .toList();
    print(previews, sets, session);
    return previews.stream().allMatch(each -> each.problems().isEmpty())
        ? ExitCode.OK
        : ExitCode.PROBLEMS;
  }

  private TagSet endpointTags() {
    if (endpointTags == null) {
      return new TagSet(new LinkedHashMap<>());
    }
    if (target.samples().stream().noneMatch(each -> each.kind() == Kind.COMPONENT)) {
      throw new UsageException("--endpoint-tags is for inference components: add --kind component");
    }
    var sets = TagSets.read(List.of(endpointTags));
    if (sets.size() != 1) {
      throw new UsageException(
          "--endpoint-tags accepts one set of tags, such as \"policy=llm max=3\".");
    }
    return sets.getFirst();
  }

  private void print(List<Preview> previews, List<TagSet> sets, Session session) {
    var terminal = session.terminal();
    var now = session.clock().instant();
    var comparison = new ComparisonText(terminal, now);
    if (session.json()) {
      terminal.line(PreviewJson.of(previews).write());
    } else if (previews.size() == 1) {
      new PreviewText(terminal, now).print(previews.getFirst());
    } else if (sets.size() == 1) {
      terminal.line(sets.getFirst().toString());
      terminal.line();
      comparison.print(
          previews.stream().map(each -> new Column(each.target().kind().wire(), each)).toList());
    } else {
      compare(previews, sets, comparison, session);
    }
  }

  private static void compare(
      List<Preview> previews, List<TagSet> sets, ComparisonText comparison, Session session) {
    var letters = IntStream.range(0, sets.size()).mapToObj(TryCommand::letter).toList();
    comparison.legend(letters, sets.stream().map(TagSet::toString).toList());
    for (int from = 0; from < previews.size(); from += sets.size()) {
      int first = from;
      session.terminal().line();
      if (previews.size() > sets.size()) {
        session.terminal().line("On " + previews.get(first).target().kind().wire() + ":");
      }
      comparison.print(
          IntStream.range(0, sets.size())
              .mapToObj(i -> new Column(letters.get(i), previews.get(first + i)))
              .toList());
    }
  }

  /** {@code A} to {@code Z}, then numbers. */
  private static String letter(int index) {
    return index < 26 ? String.valueOf((char) ('A' + index)) : Integer.toString(index + 1);
  }
}
