using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json.Nodes;
using LogAggregator.Configuration;
using LogAggregator.Logging;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LogAggregator.Tests.Logging;

public sealed partial class ConsoleLogTests
{
    [Fact]
    public void WhereNobodyWatchesALineIsJsonWithTheKeysOfARecord()
    {
        var line = JsonNode.Parse(Write("auto", terminal: false, logger => LogTaken(logger, 3, "web \"a\"")))!.AsObject();
        Assert.Equal("2025-11-11T12:00:00.000Z", (string)line["timestamp"]!);
        Assert.Equal(("WARNING", "Took 3 of web \"a\"", "log-aggregator", "Part"), ((string)line["level"]!, (string)line["message"]!, (string)line["service"]!, (string)line["logger"]!));
        Assert.Equal((3, "web \"a\""), ((int)line["record_count"]!, (string)line["name"]!));
    }

    [Fact]
    public void AtATerminalALineIsText() =>
        Assert.Equal("12:00:00.000 WARNING  Part: Took 3 of web\n", Write("auto", terminal: true, logger => LogTaken(logger, 3, "web")));

    [Fact]
    public void TheFormatAskedForWins() => Assert.StartsWith("{", Write("json", terminal: true, logger => LogTaken(logger, 3, "web")), StringComparison.Ordinal);

    [Fact]
    public void AnExceptionIsWrittenWhole()
    {
        var line = JsonNode.Parse(Write("json", terminal: false, logger => LogBroken(logger, new IOException("disk"))))!;
        Assert.Contains("disk", (string)line["exception"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsLessSeriousThanAskedForIsNotWritten() => Assert.Empty(Write("json", terminal: false, logger => LogTaken(logger, 1, ""), level: "error"));

    static string Write(string format, bool terminal, Action<ILogger> log, string level = "info")
    {
        var environment = new Dictionary<string, string> { ["LOG_FORMAT"] = format, ["LOG_LEVEL"] = level };
        var options = OptionsReader.Read(new Dictionary<string, string>(), environment.GetValueOrDefault, out _);
        using var output = new MemoryStream();
        using (var loggers = ConsoleLog.CreateFactory(options, output, terminal, ManualTime.AtNoon())) log(loggers.CreateLogger("LogAggregator.Some.Part"));
        return Encoding.UTF8.GetString(output.ToArray());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Took {RecordCount} of {Name}")]
    static partial void LogTaken(ILogger logger, int recordCount, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "Broken")]
    static partial void LogBroken(ILogger logger, Exception exception);
}
