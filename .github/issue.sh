#!/usr/bin/env bash
# Keeps ONE issue about what a weekly job found: opens it, brings it up to date, and closes it when there is nothing left.
# Wants gh, which GitHub's runners have, and a token that may write issues.
set -euo pipefail
[ $# -eq 3 ] || { echo "usage: $0 LABEL TITLE FILE    (FILE has the text; empty: nothing was found)" >&2; exit 2; }
label=$1 title=$2 file=$3
number=$(gh issue list --state open --label "$label" --limit 1 --json number --jq '.[].number')
if [ ! -s "$file" ]; then
  [ -z "$number" ] || gh issue close "$number" --comment "The job found nothing to look at."
  exit 0
fi
# GitHub takes 65,536 characters. The run's summary has the whole.
body=$(mktemp)
trap 'rm -f "$body"' EXIT
LC_ALL=C awk '(size += length($0) + 1) > 60000 { exit } { print }' "$file" > "$body"
if [ "$(wc -c < "$body")" -lt "$(wc -c < "$file")" ]; then
  printf '\n**There is more than an issue holds. The rest is in the summary of the run.**\n' >> "$body"
fi
if [ -n "${RUN:-}" ]; then printf '\n[The run that found this](%s)\n' "$RUN" >> "$body"; fi
if [ -n "$number" ]; then
  gh issue edit "$number" --title "$title" --body-file "$body"
else
  gh label create "$label" --description "Kept up to date by a weekly job" --force
  gh issue create --title "$title" --label "$label" --body-file "$body"
fi
