.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo try invoke-local stand-in fleet rehearsal install uninstall classes jdk jdk-home sam clean
.PHONY: test test-long soak format checks format-check coverage mutation mutation-changed sbom reproducible presubmit
.PHONY: release test-release
.PHONY: build build-TagscalerFunction test-built validate lint-template invoke invoke-all verify-aws test-verify-aws
.PHONY: test-examples test-aws-commands
.PHONY: bench bench-check bench-counts performance-page

# Finds a JDK 25 or later by itself, so that a machine whose default `java` is older still builds.
JDK_PLACES := "$$JAVA_HOME" "$$(dirname "$$(dirname "$$(readlink -f "$$(command -v javac)" 2>/dev/null)")")" \
  /usr/lib/jvm/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$$HOME"/.sdkman/candidates/java/* "$$HOME"/.jdks/*
JDK ?= $(shell for home in $(JDK_PLACES); do [ -x "$$home/bin/javac" ] && [ -r "$$home/release" ] && awk -F '[".-]' -v h="$$home" '/^JAVA_VERSION=/ && $$2 >= 25 {print h}' "$$home/release"; done | head -n 1)
export JAVA_HOME := $(JDK)
# Silences warnings about Maven's own libraries.
export MAVEN_OPTS := --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED $(MAVEN_OPTS)

MVN ?= ./mvnw
MAVEN := $(MVN) -B -ntp
JAVA := $(JAVA_HOME)/bin/java
# Starts fast, and runs what `make classes` compiled.
LOCAL_JAVA = $(JAVA) -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "target/local/classes:$$(cat target/local/classpath)"

# COLUMNS, where the shell exports it, or else the width of the terminal.
WIDTH = $${COLUMNS:-$$(stty size 2>/dev/null | cut -d ' ' -f 2)}

# Extra flags for `sam local invoke`, such as --env-vars env.json
SAM_LOCAL_FLAGS ?=
EVENT ?= events/endpoint-in-service.json
# Variables of `make soak`: days, number of endpoints at most, changes per endpoint and day, minutes between sweeps, random seed
DAYS ?= 30
ENDPOINTS ?= 750
CHANGES ?= 1
SWEEP ?= 60
SEED ?= 1
# What `make mutation-changed` compares with
BASE ?= origin/main
# Where the linters of the template are installed
LINT := target/lint
# What `make release` runs
RELEASE := $(LINT)/venv/bin/python -B release/release.py
# For `make image`: what the function runs on, and the image that it is built from
ARCHITECTURE ?= x86_64
BASE_IMAGE ?= public.ecr.aws/lambda/java:25-$(ARCHITECTURE)
# Where `make install` installs the command
PREFIX ?= $(HOME)/.local
# For `make stand-in`, such as --port 4577
ARGS ?=

help: ## List all targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-17s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: classes ## See Tagscaler work, without an AWS account or Docker; one scene of the function: make demo SCENE=6
	@COLUMNS="$(WIDTH)" $(LOCAL_JAVA) io.github.tagscaler.command.Main demo $(if $(SCENE),--scene $(SCENE))

try: classes ## See what tags result in, on the stand-in: make try TAGS="policy=default, max=6" KIND=async
	@$(LOCAL_JAVA) io.github.tagscaler.demo.Try --width "$(WIDTH)" --tags "$(TAGS)" --kind "$(KIND)"

# SEED has a number as its default, for `make soak`.
invoke-local: classes ## Run the function on an event against the stand-in: make invoke-local EVENT=events/x.json SEED=seed.json
	@$(LOCAL_JAVA) io.github.tagscaler.demo.Try --width "$(WIDTH)" --event "$(EVENT)" --seed "$(filter %.json,$(SEED))"

test: jdk ## Run all tests, with few rounds of the random ones (4 minutes)
	$(MAVEN) verify

test-long: jdk ## Run the random tests again, with all their rounds (6 minutes)
	$(MAVEN) test -Dtagscaler.long=true -Dtest='*Properties,*FuzzTest,FaultsTest,RacesTest,FleetSoak'

soak: jdk ## Soak test: simulate a month with lost events and failing AWS calls: make soak DAYS=3 ENDPOINTS=40 SEED=7
	$(MAVEN) test -Dtest='FleetSoak#the_final_state*' -Dtagscaler.soak.days=$(DAYS) -Dtagscaler.soak.endpoints=$(ENDPOINTS) \
	  -Dtagscaler.soak.changes=$(CHANGES) -Dtagscaler.soak.sweep=$(SWEEP) -Dtagscaler.soak.seed=$(SEED) \
	  -Dtest.compilers=-XX:TieredStopAtLevel=4

format: jdk ## Format the sources
	$(MAVEN) -q spotless:apply

presubmit: test checks ## Run everything that must hold before a change is merged (test and checks)

checks: format-check coverage $(if $(CI),mutation,mutation-changed) sbom reproducible ## Check the results of the last test run (12 minutes, 2 if little changed)

format-check: jdk ## Check that the sources are formatted (20 seconds, in checks)
	$(MAVEN) -q spotless:check

coverage: jdk ## Check that the last test run reached enough lines and branches (20 seconds, in checks)
	$(MAVEN) jacoco:check@core-coverage antrun:run@command-coverage

mutation: jdk ## Check that the tests notice changed code (10 minutes, in checks where CI is set)
	$(MAVEN) pitest:mutationCoverage@core pitest:mutationCoverage@edges
	$(MAVEN) pitest:mutationCoverage@command -Dclasses.directory=target/command-classes

mutation-changed: jdk ## The same for the classes that differ from BASE, origin/main unless set (2 minutes, in checks)
	@classes=$$(git diff --name-only $(BASE) -- src/main/java | sed -n 's#^src/main/java/\(.*\)\.java$$#\1*#p' | grep -v package-info | tr / . | paste -sd,); \
	if [ -z "$$classes" ]; then echo "No class differs from $(BASE)."; exit 0; fi; \
	$(MAVEN) pitest:mutationCoverage@changed -DtargetClasses="$$classes"

sbom: jdk ## List the shipped libraries in target/tagscaler.cdx.json and tagscaler-command.cdx.json, check them for known vulnerabilities (20 seconds, in checks)
	$(MAVEN) -q cyclonedx:makeBom@function cyclonedx:makeBom@command
	@cd security && python3 -B -m unittest -q
	@python3 -B security/check_sbom.py target/tagscaler.cdx.json target/function/lib
	@python3 -B security/check_sbom.py target/tagscaler-command.cdx.json target/command

# Builds from scratch in another directory, time zone and language. None of them may change a jar.
reproducible: jdk ## Check that the same sources give the same jars as in the last test run (60 seconds, in checks)
	@rm -rf target/again && mkdir -p target/again
	@tar -cf - pom.xml mvnw .mvn src events | tar -xf - -C target/again
	cd target/again && TZ=Pacific/Auckland LC_ALL=C $(MAVEN) -q package -DpackageOnly -Dshrink.skip -Pcommand
	@{ cmp target/tagscaler-*.jar target/again/target/tagscaler-*.jar && diff -r target/command target/again/target/command; } || \
	  { echo "A jar differs from one built from scratch. If 'make clean test reproducible' does not mend it, the build depends on its surroundings." >&2; exit 1; }
	@echo "Built twice, the same jars:" && cksum target/tagscaler-*.jar target/command/tagscaler-*.jar

bench: jdk classes ## Measure cold starts, warm events, throughput and sweeps beside a naive Java function and a Python one (half an hour, most of it a sweep of 10,000 endpoints)
	$(MAVEN) -q package -DpackageOnly
	@python3 -B bench/bench.py --function target/shrunk --out target/bench/result.json

performance-page: ## Make the last run of `make bench` the recorded one: docs/performance.md, its picture, a line of README.md
	@python3 -B bench/report.py --record target/bench/result.json

bench-check: jdk classes ## Compare ratios of a short run with the recorded ones, generously (4 minutes)
	$(MAVEN) -q package -DpackageOnly
	@python3 -B bench/bench.py --function target/shrunk --out target/bench/short.json --rounds 3 --warm 60 --parts counts,cold,warm
	@python3 -B bench/check.py target/bench/short.json

# What does not depend on the machine, of what `make build` built.
bench-counts: jdk ## Compare calls, rounds, classes and bytes of the built function with the recorded ones (20 seconds)
	@cd bench && python3 -B -m unittest -q
	@python3 -B bench/report.py --check
	@python3 -B bench/bench.py --function .aws-sam/build/TagscalerFunction --out target/bench/counts.json --parts counts >/dev/null
	@python3 -B bench/check.py target/bench/counts.json

build: jdk sam ## Build the function with SAM into .aws-sam/build
	sam build

image: jdk classes ## Build the function as a container image, for ARCHITECTURE=x86_64 or arm64, and its template target/image/template.yaml
	$(MAVEN) -q package -DpackageOnly
	$(MAVEN) -q dependency:copy@image-libraries
	@scripts/assemble-image target/shrunk target/image-libraries target/local/classes $(ARCHITECTURE) target/image
	docker build --platform linux/$(ARCHITECTURE:x86_64=amd64) --build-arg BASE=$(BASE_IMAGE) -t tagscaler:$(ARCHITECTURE) target/image
	@scripts/image-template tagscaler:$(ARCHITECTURE) $(ARCHITECTURE) < template.yaml > target/image/template.yaml

test-built: jdk ## Test the function that `make build` built
	$(MAVEN) -q test-compile failsafe:integration-test@packaged-function failsafe:verify@packaged-function \
	  -Dtest.argLine=-Xshare:auto -Dtagscaler.function=.aws-sam/build/TagscalerFunction

# The linters bring the library that turns SAM's template into plain CloudFormation.
release: sam $(LINT)/ready ## Make the artifacts of a release in target/release: make release VERSION=1.2.3 BUCKET=my-bucket (3 minutes)
	@$(RELEASE) --version "$(VERSION)" --check
	@$(MAKE) -s build
	@$(MAVEN) -q cyclonedx:makeBom@function
	@$(RELEASE) --version "$(VERSION)" --function .aws-sam/build/TagscalerFunction --sbom target/tagscaler.cdx.json --out target/release $(if $(BUCKET),--bucket "$(BUCKET)")

test-release: $(LINT)/ready ## Test the artifacts of a release, made of what `make build` built (30 seconds)
	@cd release && ../$(LINT)/venv/bin/python -B -m unittest -q
	@.ci/test-release $(LINT)/venv/bin

validate: sam ## Validate the template with SAM and with cfn-lint
	sam validate
	sam validate --lint

lint-template: $(LINT)/ready ## Check the template with cfn-lint, checkov, parliament and, where Node.js is, cdk-nag (90 seconds)
	@$(LINT)/venv/bin/python -B security/lint_template.py template.yaml --work $(LINT)/work $$([ -d $(LINT)/cdk-nag/node_modules ] && echo --cdk-nag $(LINT)/cdk-nag)

# Not in the build: two minutes, once. cdk-nag needs Node.js; CI says where it did not run.
$(LINT)/ready: security/lint-requirements.txt $(wildcard security/cdk-nag/*)
	@echo "Installing the linters of the template: a minute or two." >&2
	@rm -rf $(LINT) && mkdir -p $(LINT)
	@python3 -m venv $(LINT)/venv && $(LINT)/venv/bin/pip install -q --disable-pip-version-check -r security/lint-requirements.txt
	@if command -v npm >/dev/null; then cp -R security/cdk-nag $(LINT)/cdk-nag && npm ci --prefix $(LINT)/cdk-nag --silent --no-audit --no-fund; \
	  else echo "No Node.js: cdk-nag does not run." >&2; fi
	@touch $@

invoke: sam ## Run the built function in Docker on a file of events/: make invoke EVENT=events/x.json
	sam local invoke TagscalerFunction -e $(EVENT) $(SAM_LOCAL_FLAGS)

invoke-all: sam classes ## Run the built function in Docker on every file of events/ against the stand-in, and check the answers
	.ci/sam-local/invoke-events $(SAM_LOCAL_FLAGS)

stand-in: classes ## Start the stand-in for AWS on this machine: make stand-in ARGS="--seed my.json"
	@$(LOCAL_JAVA) io.github.tagscaler.standin.StandInMain $(ARGS)

fleet: jdk ## Start the stand-in with some 300 varied resources, to try the command on: make fleet ARGS=4577
	@$(MAVEN) -q test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath
	@$(JAVA) -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "target/test-classes:target/classes:$$(cat target/test-classpath)" \
	  io.github.tagscaler.command.VariedFleet $(ARGS)

rehearsal: classes ## Start an account on this machine in which Tagscaler is deployed, an hour of it in a minute: make rehearsal ARGS=4578
	@echo "An account with Tagscaler deployed. Point AWS clients at this address (AWS_ENDPOINT_URL); Ctrl-C stops it." >&2
	@$(LOCAL_JAVA) io.github.tagscaler.rehearsal.RehearsalMain $(if $(ARGS),$(ARGS),4578) 60 target/rehearsal.log

verify-aws: target/verify/venv/ready ## Try a deployed Tagscaler in a real account, and remove all that this makes: make verify-aws ARGS=--help
	@target/verify/venv/bin/python -B verify/verify_aws.py $(ARGS)

test-verify-aws: classes target/verify/venv/ready ## Rehearse verify-aws on the stand-in (75 seconds)
	@cd verify && ../target/verify/venv/bin/python -B -m unittest -q
	@.ci/test-verify-aws target/verify/venv/bin/python $(LOCAL_JAVA) io.github.tagscaler.rehearsal.RehearsalMain

test-aws-commands: target/verify/venv/ready ## Check the commands of the AWS CLI on the pages against the models of AWS (10 seconds)
	@target/verify/venv/bin/python -B .ci/test-aws-commands

test-examples: classes target/examples/ready ## Run or synthesize the examples that set tags from code (2 minutes; the first time downloads 500 MB)
	@.ci/test-examples target/examples/venv target/examples/node_modules $(LOCAL_JAVA) io.github.tagscaler.standin.StandInMain

target/examples/ready: dev/examples/requirements.txt dev/examples/package.json
	@command -v npm >/dev/null || { echo "This needs Node.js with npm." >&2; exit 1; }
	@echo "Installing the SageMaker SDK and the AWS CDK for the examples." >&2
	@python3 -m venv target/examples/venv && target/examples/venv/bin/pip install -q -r dev/examples/requirements.txt
	@cp dev/examples/package.json target/examples && cd target/examples && npm install --silent --no-audit --no-fund
	@touch $@

target/verify/venv/ready: verify/requirements.txt
	@echo "Installing boto3 for verify-aws." >&2
	@python3 -m venv target/verify/venv && target/verify/venv/bin/pip install -q -r verify/requirements.txt
	@touch $@

# Jars of an earlier version or installation do not stay. The cache is for speed only.
install: jdk ## Install the command for this user, with completions, below PREFIX: make install PREFIX=/usr/local
	@mkdir -p "$(PREFIX)/bin"
	@echo "Building the command. The first time, Maven downloads libraries: a minute or two." >&2
	@rm -rf target/command
	@$(MAVEN) -q package -DpackageOnly -Pcommand
	@scripts/install-command "$(PREFIX)" "$(JAVA_HOME)" target/command

uninstall: ## Remove what `make install` installed
	@scripts/install-command --remove "$(PREFIX)"

clean: ## Remove all build output
	rm -rf target .aws-sam

# `sam build` calls this in a copy of the sources, with the directory for the result in ARTIFACTS_DIR.
build-TagscalerFunction: jdk
	$(MAVEN) -q clean package -DpackageOnly
	cp -R target/shrunk/. "$(ARTIFACTS_DIR)"

# The function, the stand-in and the command for use on this machine: javac alone compiles them, in seconds, without the checks of `make test`.
# Their folders are among the prerequisites because deleting a file changes its folder.
classes: target/local/compiled

target/local/compiled: $(shell find src/main src/standin src/command events) target/local/classpath | jdk
	@echo "Compiling Tagscaler and the stand-in for AWS: some ten seconds." >&2
	@rm -rf target/local/classes && mkdir -p target/local/classes
	@find src/main/java src/standin/java src/command/java -name '*.java' > target/local/sources
	@$(JAVA_HOME)/bin/javac -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -proc:none -nowarn -parameters \
	  -d target/local/classes -cp "$$(cat target/local/classpath)" @target/local/sources
	@cp -R src/main/resources/. src/standin/resources/. src/command/resources/. target/local/classes
	@mkdir -p target/local/classes/io/github/tagscaler/demo/events && cp events/*.json target/local/classes/io/github/tagscaler/demo/events
	@touch $@

target/local/classpath: pom.xml | jdk
	@echo "Asking Maven for the libraries. The first time it downloads them: a minute or two." >&2
	@mkdir -p $(@D)
	@$(MAVEN) -q dependency:build-classpath@function dependency:build-classpath@command
	@paste -d: target/local/classpath.function target/local/classpath.command > $@
	@touch $@

sam:
	@command -v sam >/dev/null || { echo "This needs the AWS SAM CLI and found none: https://docs.aws.amazon.com/serverless-application-model says how to install it." >&2; exit 1; }

jdk-home: jdk
	@echo "$(JAVA_HOME)"

jdk:
	@[ -n "$(JAVA_HOME)" ] || { echo "Tagscaler needs a JDK 25 or later and found none: install one (adoptium.net has it), or point JAVA_HOME at it." >&2; exit 1; }
