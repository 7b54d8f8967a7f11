using System.Collections.Generic;
using System.Text;
using LogAggregator.Configuration;

namespace LogAggregator.Cli;

/// <summary>What <c>--help</c> prints: at most 100 columns.</summary>
static class HelpText
{
    const int Width = 100;
    const string Indent = "      ";

    public static string Write()
    {
        var text = new StringBuilder();
        text.Append("""
            log-aggregator: keeps every line of every Docker container and serves them over HTTP.

            Usage:
              log-aggregator [flags]        collect and serve until stopped
              log-aggregator --demo         the same with containers that are made up: no Docker is needed
              log-aggregator query 'QUERY'  ask a running service: a table on a terminal, NDJSON into a pipe
              log-aggregator tail 'QUERY'   show records as they are collected
              log-aggregator verify         read every byte of LOG_DIRECTORY, say what is damaged: exit code 0 or 1
              log-aggregator cat            print every record of LOG_DIRECTORY as NDJSON, as they came
              log-aggregator healthcheck    ask the service on PORT for its health: exit code 0 or 1
              log-aggregator --help         this text
              log-aggregator --version      the version

            query and tail ask http://127.0.0.1:PORT, or the service that --url names. docs/query-language.md has
            the language: log-aggregator query 'level:error since:1h | stats count() by service'

            verify and cat work on a directory that no service has open.

            Every setting is an environment variable, or a flag of the same name, which wins:
              PORT=8023 log-aggregator      log-aggregator --port 8023

            Settings:

            """);
        foreach (var setting in Settings.All) Append(text, setting);
        text.Append("""

            Exit codes: 0 stopped as asked, 1 could not start or failed, 2 the settings or the query are not allowed.

            """);
        return text.ToString();
    }

    static void Append(StringBuilder text, Setting setting)
    {
        text.Append($"  {setting.Name}, {setting.Flag}  (default: {(setting.Default.Length == 0 ? "empty" : setting.Default)})\n");
        AppendWrapped(text, setting.Meaning);
        AppendWrapped(text, $"Allowed: {setting.Allowed}.");
    }

    static void AppendWrapped(StringBuilder text, string sentence)
    {
        foreach (var line in Wrap(sentence, Width - Indent.Length)) text.Append(Indent).Append(line).Append('\n');
    }

    static IEnumerable<string> Wrap(string sentence, int width)
    {
        var line = new StringBuilder();
        foreach (var word in sentence.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length == 0 ? "" : " ").Append(word);
        }

        yield return line.ToString();
    }
}
