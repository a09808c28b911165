package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/**
 * Reads the YAML of one document. The parts of YAML that serve programs are refused: anchors and
 * aliases (a few lines of them expand to millions of values), tags (they name types), several
 * documents in one text, and keys that are not plain text.
 */
final class YamlText {
  /** The longest document: eight times what SSM takes. */
  static final int LONGEST = 65_536;

  /** The deepest nesting: twice what a catalog needs. */
  static final int DEEPEST = 20;

  private static final String VERSION = "Documents are YAML 1.2. Remove the line with %YAML.";

  /** The result of reading. */
  sealed interface Parsed {
    /** The whole document. */
    record Tree(Node root) implements Parsed {}

    /** Why the text cannot be read. */
    record Failed(Problem problem) implements Parsed {}
  }

  private final String document;
  private final String text;
  private final Iterator<Event> events;

  private YamlText(DocumentText text) {
    this.document = text.name();
    this.text = text.text();
    this.events =
        // All at once: at the edge of its buffer the parser stumbles over halves of surrogate
        // pairs.
        new Parse(
                LoadSettings.builder()
                    .setCodePointLimit(LONGEST)
                    .setBufferSize(Math.min(text.text().length(), LONGEST) + 2)
                    .build())
            .parseString(text.text())
            .iterator();
  }

  /** Reads a document; nothing is thrown. */
  static Parsed read(DocumentText text) {
    var reader = new YamlText(text);
    try {
      return new Parsed.Tree(reader.document());
    } catch (Refused refused) {
      return new Parsed.Failed(refused.problem);
    } catch (ReaderException unreadable) {
      return new Parsed.Failed(reader.unreadable(unreadable));
    } catch (MarkedYamlEngineException malformed) {
      return new Parsed.Failed(reader.malformed(malformed));
    } catch (YamlVersionException other) {
      return new Parsed.Failed(problem(reader.start(), VERSION));
    } catch (YamlEngineException malformed) {
      return new Parsed.Failed(reader.malformed(reader.start(), malformed.getMessage()));
    } catch (IllegalArgumentException | IndexOutOfBoundsException | NoSuchElementException bug) {
      // A bug of the parser: one text must not stop the others.
      return new Parsed.Failed(reader.malformed(reader.start(), null));
    }
  }

  private Node document() {
    if (text.length() > LONGEST) {
      throw refused(
          start(),
          "The document has %d characters, more than the limit of %d. Split it."
              .formatted(text.length(), LONGEST));
    }
    events.next(); // the stream starts
    if (!(events.next() instanceof DocumentStartEvent begin)) {
      throw refused(start(), "The document is empty. Start it with version: 1.");
    }
    if (begin.getSpecVersion().filter(version -> version.getMinor() != 2).isPresent()) {
      throw refused(start(), VERSION);
    }
    var root = node(events.next(), 1);
    events.next(); // the document ends
    var after = events.next();
    if (after.getEventId() == Event.ID.DocumentStart) {
      throw refused(
          place(after),
          "A second YAML document begins here. Use one parameter or file for each document.");
    }
    return root;
  }

  private Node node(Event event, int depth) {
    refuseProgramFeatures(event);
    if (depth > DEEPEST) {
      throw refused(place(event), "Values are nested more than %d levels deep.".formatted(DEEPEST));
    }
    return switch (event) {
      case ScalarEvent scalar -> new Node.Scalar(place(event), scalar.getValue(), scalar.isPlain());
      case MappingStartEvent mapping -> new Node.Fields(place(event), fields(depth));
      default -> new Node.Items(place(event), items(depth));
    };
  }

  private List<Node> items(int depth) {
    var items = new ArrayList<Node>();
    for (var event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      items.add(node(event, depth + 1));
    }
    return items;
  }

  private List<Node.Field> fields(int depth) {
    var fields = new ArrayList<Node.Field>();
    for (var event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      refuseProgramFeatures(event);
      if (!(event instanceof ScalarEvent key)) {
        throw refused(place(event), "A key must be plain text, not a list or a mapping.");
      }
      fields.add(new Node.Field(place(event), key.getValue(), node(events.next(), depth + 1)));
    }
    return fields;
  }

  private void refuseProgramFeatures(Event event) {
    if (event instanceof AliasEvent
        || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
      throw refused(
          place(event),
          "YAML anchors (&) and aliases (*) are not supported. Use extends; quote values that start with & or *.");
    }
    var tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case CollectionStartEvent collection -> collection.getTag();
          default -> Optional.<String>empty();
        };
    if (tag.isPresent()) {
      throw refused(
          place(event), "YAML tags (!) are not supported. Quote values that start with !.");
    }
  }

  private Problem malformed(MarkedYamlEngineException malformed) {
    var place = malformed.getProblemMark().or(malformed::getContextMark).map(this::place);
    return malformed(place.orElseGet(this::start), malformed.getProblem());
  }

  private Problem malformed(Place place, @Nullable String why) {
    return problem(
        place,
        "The YAML cannot be read%s."
            .formatted(why == null || why.isBlank() ? "" : ": " + Quote.escape(why.strip())));
  }

  /** The position counts code points from the beginning of the text. */
  private Problem unreadable(ReaderException unreadable) {
    int until =
        text.offsetByCodePoints(
            0, Math.min(unreadable.getPosition(), text.codePointCount(0, text.length())));
    var before = text.substring(0, until);
    int lines = (int) before.lines().count();
    boolean atStart = before.isEmpty() || before.endsWith("\n");
    var place =
        atStart
            ? new Place(document, lines + 1, 1)
            : new Place(document, lines, until - before.lastIndexOf('\n'));
    return problem(
        place,
        "The character U+%04X is not allowed in a document.".formatted(unreadable.getCodePoint()));
  }

  private Refused refused(Place place, String sentence) {
    return new Refused(problem(place, sentence));
  }

  private static Problem problem(Place place, String sentence) {
    return Problem.of(Code.CATALOG_INVALID, place, sentence);
  }

  private Place place(Event event) {
    return event.getStartMark().map(this::place).orElseGet(this::start);
  }

  private Place place(Mark mark) {
    return new Place(document, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private Place start() {
    return new Place(document, 1, 1);
  }

  /** Ends the reading from within. */
  private static final class Refused extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refused(Problem problem) {
      super(problem.message(), null, false, false);
      this.problem = problem;
    }
  }
}
