.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test soak format format-check coverage mutation sbom reproducible presubmit build validate invoke invoke-all stand-in clean test-built jdk jdk-home classes build-TagscalerFunction

# Finds a JDK 25 or later by itself, so that a machine whose default `java` is older still builds.
JDK_PLACES := "$$JAVA_HOME" "$$(dirname "$$(dirname "$$(readlink -f "$$(command -v javac)" 2>/dev/null)")")" \
  /usr/lib/jvm/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$$HOME"/.sdkman/candidates/java/* "$$HOME"/.jdks/*
JDK ?= $(shell for home in $(JDK_PLACES); do [ -x "$$home/bin/javac" ] && [ -r "$$home/release" ] && awk -F '[".-]' -v h="$$home" '/^JAVA_VERSION=/ && $$2 >= 25 {print h}' "$$home/release"; done | head -n 1)
export JAVA_HOME := $(JDK)
# Maven's own libraries make a new JDK warn; that says nothing about this project.
export MAVEN_OPTS := --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED $(MAVEN_OPTS)

MVN ?= ./mvnw
MAVEN := $(MVN) -B -ntp
JAVA := $(JAVA_HOME)/bin/java
# Starts fast, and runs what `make classes` compiled.
LOCAL_JAVA = $(JAVA) -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "target/local/classes:$$(cat target/local/classpath)"

# Extra flags for `sam local invoke`, such as --env-vars env.json
SAM_LOCAL_FLAGS ?=
EVENT ?= events/endpoint-in-service.json
# For `make soak`: how long, how many endpoints at most, how often a day something is done for each, how many minutes from
# sweep to sweep, and which history
DAYS ?= 30
ENDPOINTS ?= 750
CHANGES ?= 1
SWEEP ?= 60
SEED ?= 1
# For `make stand-in`, such as --port 4577
ARGS ?=

help: ## Explain every target
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# COLUMNS, where the shell exports it, or else the width of the terminal.
demo: classes ## See it work, without AWS account or Docker; one scene alone: make demo SCENE=6
	@$(LOCAL_JAVA) io.github.tagscaler.demo.Demo --width "$${COLUMNS:-$$(stty size 2>/dev/null | cut -d ' ' -f 2)}" --scene "$(SCENE)"

test: jdk ## Run all tests, the packaged function's as well
	$(MAVEN) verify

soak: jdk ## Play a month of an account with lost events and failing calls: make soak DAYS=3 ENDPOINTS=40 SEED=7
	$(MAVEN) test -Dtest='FleetSoak#in_the_end*' -Dtagscaler.soak.days=$(DAYS) -Dtagscaler.soak.endpoints=$(ENDPOINTS) \
	  -Dtagscaler.soak.changes=$(CHANGES) -Dtagscaler.soak.sweep=$(SWEEP) -Dtagscaler.soak.seed=$(SEED)

format: jdk ## Format the sources
	$(MAVEN) -q spotless:apply

presubmit: format-check test coverage mutation sbom reproducible ## Everything that must hold before a change goes in

format-check: jdk ## Are the sources formatted? (in presubmit)
	$(MAVEN) -q spotless:check

coverage: jdk ## Do the tests reach enough of the core? Judges the last `make test` (in presubmit)
	$(MAVEN) jacoco:check@core-coverage

mutation: jdk ## Would the tests notice a changed line of the core? Needs a `make test` before (in presubmit)
	$(MAVEN) pitest:mutationCoverage

sbom: jdk ## List what ships, as CycloneDX in target/tagscaler.cdx.json (in presubmit)
	$(MAVEN) -q cyclonedx:makeBom

# Elsewhere, from scratch, in another time zone and language: none of this may show in the jar.
reproducible: jdk ## Do the same sources give the same jar? Compares with the last `make test` (in presubmit)
	@rm -rf target/again && mkdir -p target/again
	@tar -cf - pom.xml mvnw .mvn src | tar -xf - -C target/again
	cd target/again && TZ=Pacific/Auckland LC_ALL=C $(MAVEN) -q package -DpackageOnly
	@cmp target/tagscaler-*.jar target/again/target/tagscaler-*.jar || \
	  { echo "The jar differs from one built from scratch. If 'make clean test reproducible' does not mend it, the build depends on its surroundings." >&2; exit 1; }
	@echo "Built twice, the same jar: $$(cksum target/tagscaler-*.jar)"

build: jdk ## Build what Lambda runs, with SAM, into .aws-sam/build
	sam build

test-built: jdk ## Run the packaged function's tests on what `make build` made
	$(MAVEN) -q test-compile failsafe:integration-test@packaged-function failsafe:verify@packaged-function \
	  -Dtest.argLine=-Xshare:auto -Dtagscaler.function=.aws-sam/build/TagscalerFunction

validate: ## Check the template in SAM's two ways
	sam validate
	sam validate --lint

invoke: ## Run the built function in Docker on a file of events/: make invoke EVENT=events/x.json
	sam local invoke TagscalerFunction -e $(EVENT) $(SAM_LOCAL_FLAGS)

invoke-all: classes ## Run the built function in Docker on every file of events/ against the stand-in, and check its answers
	.ci/sam-local/invoke-events $(SAM_LOCAL_FLAGS)

stand-in: classes ## Start the stand-in for AWS on this machine: make stand-in ARGS="--seed my.json"
	@$(LOCAL_JAVA) io.github.tagscaler.standin.StandInMain $(ARGS)

clean: ## Remove what was built
	rm -rf target .aws-sam

# `sam build` calls this in a copy of the sources, which has what was built before, and names the directory that Lambda gets.
build-TagscalerFunction: jdk
	$(MAVEN) -q clean package -DpackageOnly
	cp -R target/function/. "$(ARTIFACTS_DIR)"

# The function, the stand-in and the demo for use on this machine: javac alone compiles them, in seconds, without the checks of `make test`.
# Their folders are among the prerequisites because deleting a file changes its folder.
classes: target/local/compiled

target/local/compiled: $(shell find src/main src/standin) target/local/classpath | jdk
	@echo "Compiling Tagscaler and the stand-in for AWS: some ten seconds." >&2
	@rm -rf target/local/classes && mkdir -p target/local/classes
	@find src/main/java src/standin/java -name '*.java' > target/local/sources
	@$(JAVA_HOME)/bin/javac -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -proc:none -nowarn -parameters \
	  -d target/local/classes -cp "$$(cat target/local/classpath)" @target/local/sources
	@cp -R src/main/resources/. src/standin/resources/. target/local/classes
	@touch $@

target/local/classpath: pom.xml | jdk
	@echo "Asking Maven for the libraries. The first time it downloads them: a minute or two." >&2
	@mkdir -p $(@D)
	@$(MAVEN) -q dependency:build-classpath -Dmdep.includeScope=runtime -Dmdep.outputFile=$@
	@touch $@

jdk-home: jdk
	@echo "$(JAVA_HOME)"

jdk:
	@[ -n "$(JAVA_HOME)" ] || { echo "Tagscaler needs a JDK 25 or later and found none: install one (adoptium.net has it), or point JAVA_HOME at it." >&2; exit 1; }
