package io.github.tagscaler.standin.admin;

import io.github.tagscaler.standin.engine.Engine;
import io.github.tagscaler.standin.engine.RecordedCall;
import io.github.tagscaler.standin.json.JsonException;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonReader;
import io.github.tagscaler.standin.json.JsonWriter;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.MetricKey;
import io.github.tagscaler.standin.state.StatisticSet;
import io.github.tagscaler.standin.wire.HttpAnswer;
import io.github.tagscaler.standin.wire.HttpMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The requests to the stand-in itself, over HTTP under {@code /_standin/}. */
public final class AdminSurface {

  private static final String HELP =
      """
      GET    /_standin/state          all that the account holds
      POST   /_standin/seed           put something into it
      GET    /_standin/calls          the calls taken so far
      DELETE /_standin/calls          forget them
      POST   /_standin/clock          {"advance": "PT1H"}
      POST   /_standin/metrics        {"namespace": "AWS/SageMaker", "metric": "M", "value": 1}
      POST   /_standin/faults         {"operation": "PutScalingPolicy", "effect": "throttle"}
      DELETE /_standin/faults         disarm all
      POST   /_standin/consistency    {"puts": 2, "reads": 1}
      POST   /_standin/hold           {"operations": ["RegisterScalableTarget"]}
      GET    /_standin/hold           how many calls wait
      POST   /_standin/interleave     {"seed": 1, "quiet": "PT0.05S"}
      POST   /_standin/release        {"seed": 1}
      POST   /_standin/reset          forget everything
      """;

  private final Engine engine;

  public AdminSurface(Engine engine) {
    this.engine = engine;
  }

  /** Answer a request for a path such as {@code state}. */
  public HttpAnswer answer(String path, HttpMessage message) {
    try {
      return route(message.method() + " " + path, message.body());
    } catch (AdminException | JsonException | IllegalArgumentException e) {
      return json(400, JsonObject.of("message", String.valueOf(e.getMessage())));
    }
  }

  private HttpAnswer route(String request, String body) {
    return switch (request) {
      case "GET " -> new HttpAnswer(200, Map.of("Content-Type", "text/plain; charset=utf-8"), HELP);
      case "GET state" -> text(200, Dump.of(engine));
      case "POST seed" -> {
        Seeder.seed(engine, body);
        yield done();
      }
      case "GET calls" -> json(200, JsonObject.of("calls", calls()));
      case "DELETE calls" -> {
        engine.log().clear();
        yield done();
      }
      case "POST clock" -> clock(section(body));
      case "POST metrics" -> metrics(section(body));
      case "POST faults" -> {
        engine.faults().add(FaultReader.read(section(body)));
        yield done();
      }
      case "DELETE faults" -> {
        engine.faults().clear();
        yield done();
      }
      case "POST consistency" -> consistency(section(body));
      case "POST hold" -> {
        engine.gate().hold(section(body).allow("operations").json().texts("operations"));
        yield done();
      }
      case "POST interleave" -> {
        Section section = section(body).allow("seed", "quiet");
        Duration quiet = section.findDuration("quiet").orElse(Duration.ofMillis(50));
        engine.gate().interleave(section.json().findWhole("seed").orElse(0), quiet);
        yield done();
      }
      case "GET hold" -> json(200, JsonObject.of("waiting", (long) engine.gate().waiting()));
      case "POST release" -> release(section(body));
      case "POST reset" -> {
        engine.reset();
        yield done();
      }
      default ->
          throw new AdminException(
              "There is no \"" + request + "\" here; GET /_standin/ lists the requests.");
    };
  }

  private HttpAnswer clock(Section section) {
    section.allow("advance");
    Duration advance =
        section
            .findDuration("advance")
            .orElseThrow(() -> new AdminException("clock needs \"advance\", such as PT1H."));
    return json(200, JsonObject.of("clock", engine.advance(advance)));
  }

  /** Emit a metric as AWS itself does, in whichever namespace. */
  private HttpAnswer metrics(Section section) {
    section.allow("namespace", "metric", "dimensions", "value", "unit");
    double value =
        section
            .json()
            .findDecimal("value")
            .orElseThrow(() -> new AdminException("metrics needs \"value\"."))
            .doubleValue();
    var metric =
        new MetricKey(
            section.text("namespace"),
            section.text("metric"),
            section.json().textMap("dimensions"));
    String unit = section.json().findText("unit").orElse("None");
    engine.locked(world -> {
      Account account = world.account();
      Instant minute = account.now().truncatedTo(ChronoUnit.MINUTES);
      account.metrics().put(metric, minute, unit, StatisticSet.of(value, 1));
      return world;
    });
    return done();
  }

  private HttpAnswer consistency(Section section) {
    section.allow("puts", "reads");
    int puts = section.json().findWhole("puts").orElse(0);
    int reads = section.json().findWhole("reads").orElse(0);
    engine.locked(world -> {
      world.consistency().delay(puts, reads);
      return world;
    });
    return done();
  }

  private HttpAnswer release(Section section) {
    section.allow("seed");
    try {
      engine.gate().release(section.json().findWhole("seed").orElse(0));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return done();
  }

  private List<JsonObject> calls() {
    return engine.log().calls().stream().map(AdminSurface::call).toList();
  }

  private static JsonObject call(RecordedCall call) {
    return JsonObject.of("number", call.number())
        .with("service", call.service())
        .with("operation", call.operation())
        .with("request", JsonReader.object(call.request()))
        .with("status", call.status())
        .with("errorType", call.errorType())
        .with("started", call.started())
        .with("ended", call.ended());
  }

  private static Section section(String body) {
    return new Section("body", body.isBlank() ? JsonObject.EMPTY : JsonReader.object(body));
  }

  private static HttpAnswer done() {
    return json(200, JsonObject.of("message", "done"));
  }

  private static HttpAnswer json(int status, JsonObject json) {
    return text(status, JsonWriter.canonical(json));
  }

  private static HttpAnswer text(int status, String text) {
    return new HttpAnswer(status, Map.of("Content-Type", "application/json"), text);
  }
}
