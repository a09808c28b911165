.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test test-long soak format checks format-check coverage mutation sbom reproducible presubmit build validate invoke invoke-all stand-in clean test-built sam jdk jdk-home classes build-TagscalerFunction

# Finds a JDK 25 or later by itself, so that a machine whose default `java` is older still builds.
JDK_PLACES := "$$JAVA_HOME" "$$(dirname "$$(dirname "$$(readlink -f "$$(command -v javac)" 2>/dev/null)")")" \
  /usr/lib/jvm/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$$HOME"/.sdkman/candidates/java/* "$$HOME"/.jdks/*
JDK ?= $(shell for home in $(JDK_PLACES); do [ -x "$$home/bin/javac" ] && "$$home/bin/javac" -version 2>&1 | awk -v h="$$home" '{split($$2, v, "[.-]"); if (v[1] >= 25) print h}'; done | head -n 1)
export JAVA_HOME := $(JDK)
# Maven's own libraries make a new JDK warn; that says nothing about this project.
export MAVEN_OPTS := --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED $(MAVEN_OPTS)

MVN ?= ./mvnw
MAVEN := $(MVN) -B -ntp
JAVA := $(JAVA_HOME)/bin/java

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

demo: classes ## See it work: no AWS account, no Docker
	@$(JAVA) -cp "target/classes:target/standin:$$(cat target/runtime.classpath)" io.github.tagscaler.demo.Demo $(ARGS)

test: jdk ## Run all tests, with few rounds of the random ones (4 minutes)
	$(MAVEN) verify

test-long: jdk ## Run all tests, with all rounds of the random ones (8 minutes)
	$(MAVEN) verify -Dtagscaler.long=true

soak: jdk ## Play a month of an account with lost events and failing calls: make soak DAYS=3 ENDPOINTS=40 SEED=7
	$(MAVEN) test -Dtest='FleetSoak#the_final_state*' -Dtagscaler.soak.days=$(DAYS) -Dtagscaler.soak.endpoints=$(ENDPOINTS) \
	  -Dtagscaler.soak.changes=$(CHANGES) -Dtagscaler.soak.sweep=$(SWEEP) -Dtagscaler.soak.seed=$(SEED) \
	  -Dtest.compilers=-XX:TieredStopAtLevel=4

format: jdk ## Format the sources
	$(MAVEN) -q spotless:apply

presubmit: test checks ## Run everything that must hold before a change is merged (test and checks)

checks: format-check coverage mutation sbom reproducible ## Check the results of the last test run (12 minutes, 2 if little changed)

format-check: jdk ## Check that the sources are formatted (20 seconds, in checks)
	$(MAVEN) -q spotless:check

coverage: jdk ## Check that the last test run reached enough lines and branches (10 seconds, in checks)
	$(MAVEN) jacoco:check@core-coverage

mutation: jdk ## Check that the tests notice changed code; later runs try only what changed (10 minutes, in checks)
	$(MAVEN) pitest:mutationCoverage@core pitest:mutationCoverage@edges

sbom: jdk ## List the libraries that ship in target/tagscaler.cdx.json and check them for known vulnerabilities (10 seconds, in checks)
	$(MAVEN) -q cyclonedx:makeBom
	@cd security && python3 -B -m unittest -q
	@python3 -B security/check_sbom.py target/tagscaler.cdx.json target/function/lib

# Elsewhere, from scratch, in another time zone and language: none of this may show in the jar.
reproducible: jdk ## Check that the same sources give the same jar as in the last test run (30 seconds, in checks)
	@rm -rf target/again && mkdir -p target/again
	@tar -cf - pom.xml mvnw .mvn src | tar -xf - -C target/again
	cd target/again && TZ=Pacific/Auckland LC_ALL=C $(MAVEN) -q package -DpackageOnly
	@cmp target/tagscaler-*.jar target/again/target/tagscaler-*.jar || \
	  { echo "The jar differs from one built from scratch. If 'make clean test reproducible' does not mend it, the build depends on its surroundings." >&2; exit 1; }
	@echo "Built twice, the same jar: $$(cksum target/tagscaler-*.jar)"

build: jdk sam ## Build what Lambda runs, with SAM, into .aws-sam/build
	sam build

test-built: jdk ## Run the packaged function's tests on what `make build` made
	$(MAVEN) -q test-compile failsafe:integration-test@packaged-function failsafe:verify@packaged-function \
	  -Dtest.argLine=-Xshare:auto -Dtagscaler.function=.aws-sam/build/TagscalerFunction

validate: sam ## Check the template in SAM's two ways
	sam validate
	sam validate --lint

invoke: sam ## Run the built function in Docker on a file of events/: make invoke EVENT=events/x.json
	sam local invoke TagscalerFunction -e $(EVENT) $(SAM_LOCAL_FLAGS)

invoke-all: sam classes ## Run the built function in Docker on every file of events/ against the stand-in, and check its answers
	.ci/sam-local/invoke-events $(SAM_LOCAL_FLAGS)

stand-in: classes ## Start the stand-in for AWS on this machine: make stand-in ARGS="--seed my.json"
	@$(JAVA) -cp target/standin io.github.tagscaler.standin.StandInMain $(ARGS)

clean: ## Remove what was built
	rm -rf target .aws-sam

# `sam build` calls this in a copy of the sources, which has what was built before, and names the directory that Lambda gets.
build-TagscalerFunction: jdk
	$(MAVEN) -q clean package -DpackageOnly
	cp -R target/function/. "$(ARTIFACTS_DIR)"

# Compiles without a word, but tells why the first time takes long.
classes: jdk
	@[ -f target/runtime.classpath ] || echo "Compiling Tagscaler. The first time, Maven downloads what that needs: a few minutes." >&2
	@$(MAVEN) -q process-classes dependency:build-classpath -Dmdep.includeScope=runtime -Dmdep.outputFile=target/runtime.classpath

sam:
	@command -v sam >/dev/null || { echo "This needs the AWS SAM CLI and found none: https://docs.aws.amazon.com/serverless-application-model says how to install it." >&2; exit 1; }

jdk-home: jdk
	@echo "$(JAVA_HOME)"

jdk:
	@[ -n "$(JAVA_HOME)" ] || { echo "Tagscaler needs a JDK 25 or later and found none: install one (adoptium.net has it), or point JAVA_HOME at it." >&2; exit 1; }
