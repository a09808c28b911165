# Finds a JDK 25 or later by itself, so that a machine whose default `java` is older still builds.
JDK ?= $(shell for home in "$$JAVA_HOME" /usr/lib/jvm/*; do [ -x "$$home/bin/javac" ] && "$$home/bin/javac" -version 2>&1 | awk -v h="$$home" '{split($$2, v, "."); if (v[1] >= 25) print h}'; done | head -n 1)
export JAVA_HOME := $(JDK)
MVN := ./mvnw -B -ntp

.DEFAULT_GOAL := help
.PHONY: help test

help: ## Explain every target
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

test: ## Run all tests
	$(MVN) verify
