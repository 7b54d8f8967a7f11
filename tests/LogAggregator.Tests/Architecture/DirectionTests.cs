using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace LogAggregator.Tests.Architecture;

/// <summary>Who may know whom. The table is the documentation; the test reads the using lines of every source file.</summary>
public sealed partial class DirectionTests
{
    // Namespace : the namespaces it may use, besides its own and those below it; ".*" is all below as well.
    // A namespace without a row goes by the row of its parent.
    const string Directions = """
        Engine.Model            :
        Engine.Parsing          : Engine.Model
        Engine.Rendering        : Engine.Model, Engine.Parsing.*
        Engine.Storage          : Engine.Model
        Engine.Storage.Blocks   : Engine.Model, Engine.Parsing.*, Engine.Storage.Columns, Engine.Storage.Encoding, Engine.Storage.Outlines, Engine.Storage.Tokens
        Engine.Query            : Engine.Model, Engine.Parsing
        Engine.Query.Execution  : Engine.Model, Engine.Parsing.*, Engine.Query.*, Engine.Storage.Columns, Engine.Storage.Blocks, Engine.Storage.Outlines, Engine.Storage.Tokens
        Engine.Query.Pipes      : Engine.Model, Engine.Parsing, Engine.Query.*, Engine.Storage.Columns
        Engine                  : Engine.*

        Metrics                 :
        Status                  : Engine
        Configuration           : Collect.Docker, Collect.Docker.Engine
        Logging                 : Configuration, Engine, Engine.Model
        Pipeline                : Engine, Engine.Model, Metrics
        Collect.Docker.Engine   : Engine.Model
        Collect                 : Engine, Engine.Model, Engine.Parsing.*, Pipeline, Status, Metrics
        Demo                    : Collect.Docker.Lines, Configuration, Engine, Engine.Model, Pipeline, Status, Metrics
        Ingest                  : Engine, Engine.Model, Engine.Parsing.*, Pipeline, Metrics, Api, Api.Parameters
        Tail                    : Engine, Engine.Model, Engine.Query.*, Engine.Rendering, Metrics
        Retention               : Engine, Status, Metrics
        Api                     : Engine, Engine.Model, Engine.Parsing.*, Engine.Query.*, Engine.Rendering, Tail, Pipeline, Status, Metrics, Configuration
        Cli                     : Demo, Engine, Engine.Query.Syntax, Configuration, Logging, Status, Engine.Query, Engine.Query.Ast, Engine.Rendering
        """;

    static readonly Dictionary<string, string[]> Rows = Directions.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(row => row.Split(':'))
        .ToDictionary(row => row[0].Trim(), row => row[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void EveryFileUsesOnlyWhatItsNamespaceMayKnow()
    {
        var files = Repository.Files("src", "*.cs").ToList();
        Assert.NotEmpty(files);
        var offences = files.SelectMany(Offences).ToList();
        Assert.True(offences.Count == 0, string.Join('\n', offences));
    }

    static IEnumerable<string> Offences(string file)
    {
        var text = File.ReadAllText(file);
        // Program and Composition have no namespace below LogAggregator: they put everything together.
        if (NamespaceLine().Match(text) is not { Success: true } match) return [];
        var own = match.Groups[1].Value;
        return UsingLine().Matches(text).Select(m => m.Groups[1].Value).Where(used => !MayUse(own, used))
            .Select(used => $"{own} may not use {used}: {Path.GetFileName(file)}");
    }

    static bool MayUse(string own, string used)
    {
        if (used == own || used.StartsWith(own + ".", StringComparison.Ordinal) || own.StartsWith(used + ".", StringComparison.Ordinal)) return true;
        var row = own;
        while (!Rows.ContainsKey(row) && row.Contains('.')) row = row[..row.LastIndexOf('.')];
        return Rows.TryGetValue(row, out var allowed)
            && (used.StartsWith(row + ".", StringComparison.Ordinal) || allowed.Any(a => a == used || (a.EndsWith(".*", StringComparison.Ordinal) && (used + ".").StartsWith(a[..^1], StringComparison.Ordinal))));
    }

    [GeneratedRegex(@"^namespace LogAggregator\.([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?LogAggregator\.([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
