using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using LogAggregator.Engine.Query.Pipes;
using LogAggregator.Engine.Query.Syntax;
using LogAggregator.Engine.Tests.Query.Pipes;

namespace LogAggregator.Engine.Tests.Query;

/// <summary>Makes docs/query-language.md of the case files.</summary>
static class QueryDocument
{
    public static string Make()
    {
        var page = new StringBuilder();
        page.Append(Intro());
        foreach (var section in DocumentedCases.Read("Query/Syntax/syntax-cases.txt")) Table(page, section, "query", "means");
        foreach (var section in DocumentedCases.Read("Query/Syntax/error-cases.txt")) Errors(page, section);
        page.Append(Samples());
        foreach (var section in DocumentedCases.Read("Query/filter-cases.txt")) Table(page, section with { Title = "Found: " + section.Title.ToLowerInvariant() }, "query", "records");
        foreach (var section in DocumentedCases.Read("Query/Pipes/pipe-cases.txt")) Pipes(page, section);
        return page.ToString().TrimEnd('\n') + "\n";
    }

    static string Intro()
    {
        var limits = new QueryLimits();
        return $"""
            # The query language

            A query says which records to find, and what to make of them:

                level:error service:web since:1h | stats count() by path | top 10 by count

            This page is made of the case files under `tests/LogAggregator.Engine.Tests/Query`, and a test holds it against them: what is said here is so. Times that are
            counted back from now are counted from 2026-11-25T12:00:00Z here.

            A query has at most {QueryParser.MaxLength} characters, {QueryParser.MaxPipes} pipes, and {FilterParser.MaxDepth} parentheses and negations in each other. Its pipes hold at most {limits.MaxBytes / (1024 * 1024)} MiB, it reads for
            {limits.MaxDuration.TotalSeconds} s at most and gives {limits.MaxRows} rows, where nothing else is said. A result that is cut by one of these says so.


            """.Replace("\r", "");
    }

    static void Table(StringBuilder page, DocumentedCases.Section section, string left, string right)
    {
        Head(page, section);
        page.Append($"| {left} | {right} |\n|---|---|\n");
        foreach (var columns in section.Shown.Where(line => line.Length > 0).Select(line => line.Split('⇶', StringSplitOptions.TrimEntries)))
            page.Append($"| `{Cell(columns[0])}` | {Text(columns[1])} |\n");
        page.Append('\n');
    }

    static void Errors(StringBuilder page, DocumentedCases.Section section)
    {
        Head(page, section);
        page.Append("```\n");
        foreach (var text in section.Shown.Where(line => line.Length > 0).Select(line => line.Split('⇶', StringSplitOptions.TrimEntries)[0]))
        {
            QueryParser.TryParse(text, default, out _, out var error);
            page.Append(error!.Render(text)).Append("\n\n");
        }

        page.Length--;
        page.Append("```\n\n");
    }

    static string Samples()
    {
        IEnumerable<string> lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Query/sample-records.txt"));
        return "## The records of the examples below\nName, container, compose service, image, stream, and the line as printed (`⏎` a newline, `␛` the escape character).\n\n```\n"
            + string.Join('\n', lines.Where(line => line.Length > 0 && !line.StartsWith('#')).Select(line => line.Replace(" ⇶", ",").Replace(",,", ", -,"))) + "\n```\n\n";
    }

    static void Pipes(StringBuilder page, DocumentedCases.Section section)
    {
        Head(page, section);
        foreach (var example in PipeCase.In(section.Shown))
            page.Append($"```\n{example.Query}\n\n{string.Join('\n', example.Table)}\n```\n\n");
    }

    static void Head(StringBuilder page, DocumentedCases.Section section)
    {
        page.Append($"## {section.Title}\n");
        if (section.Prose.Count > 0) page.Append(string.Join('\n', section.Prose)).Append('\n');
        page.Append('\n');
    }

    static string Cell(string code) => code.Replace("|", "\\|");

    static string Text(string words) => words.Replace("|", "\\|").Replace("*", "\\*").Replace("<", "&lt;").Replace("_", "\\_");
}
