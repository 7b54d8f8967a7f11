using System;
using System.Text;
using LogAggregator.Engine.Parsing;
using Xunit;

namespace LogAggregator.Engine.Tests.Parsing;

public sealed class FormatCaseTests
{
    public static TheoryData<string, string> Cases => CaseFile.Load("formats.txt");

    [Theory]
    [MemberData(nameof(Cases))]
    public void ALineIsReadAsItsFormatSays(string expected, string line)
    {
        var bytes = CaseFile.Bytes(line);

        var parsed = new LineParser().Parse(bytes);

        Assert.Equal(expected, Show(parsed));
        if (parsed.Format == LineFormat.Plain) Assert.Equal(bytes, parsed.Message.ToArray());
    }

    [Theory]
    [InlineData(60, LineFormat.Json)]
    [InlineData(61, LineFormat.Plain)]
    [InlineData(100_000, LineFormat.Plain)]
    public void ALineNestedTooDeepIsPlain(int depth, LineFormat expected)
    {
        var line = Encoding.ASCII.GetBytes("{\"a\":" + new string('[', depth - 1) + new string(']', depth - 1) + "}");

        Assert.Equal(expected, new LineParser().Parse(line).Format);
    }

    [Fact]
    public void InvalidUtf8IsKeptAsBytes()
    {
        byte[] line = [.. "{\"message\":\""u8, 0xFF, 0xC3, .. "\",\"a\":\"\\n"u8, 0xFE, .. "\"}"u8];

        var parsed = new LineParser().Parse(line);

        Assert.Equal(LineFormat.Json, parsed.Format);
        Assert.Equal([0xFF, 0xC3], parsed.Message.ToArray());
        Assert.Equal([(byte)'\n', 0xFE], parsed.Fields[0].Value.ToArray());
    }

    [Fact]
    public void ATerminalsCarriageReturnIsNoPartOfTheMessage()
    {
        Assert.Equal("hello"u8.ToArray(), new LineParser().Parse("2025-11-11T10:30:00Z hello\r"u8.ToArray()).Message.ToArray());
    }

    [Fact]
    public void ColoursStayInTheMessage()
    {
        var parsed = new LineParser().Parse("\u001b[2m2025-11-11T10:30:00Z\u001b[0m \u001b[31mERROR\u001b[0m boom"u8.ToArray());

        Assert.Equal("\u001b[31mERROR\u001b[0m boom", Encoding.UTF8.GetString(parsed.Message.Span));
    }

    [Fact]
    public void AMultiLineRecordIsTextWithTheLevelOfItsFirstLine()
    {
        var parsed = new LineParser().Parse("2025-11-11T10:30:00Z WARN slow\njava.lang.Error: x\n\tat y"u8.ToArray());

        Assert.Equal("WARN slow\njava.lang.Error: x\n\tat y", Encoding.UTF8.GetString(parsed.Message.Span));
        Assert.Equal(Model.Level.Warning, parsed.Level);
    }

    static string Show(ParsedLine parsed)
    {
        if (parsed.Format == LineFormat.Plain) return "plain";
        var text = new StringBuilder(parsed.Format == LineFormat.Json ? "json" : "logfmt").Append(" message=").Append(Text(parsed.Message));
        if (!parsed.Service.IsEmpty) text.Append(" service=").Append(Text(parsed.Service));
        foreach (var field in parsed.Fields) text.Append($" {Text(field.Key)}={Text(field.Value)}:{"tnb0j"[(int)field.Kind]}");
        return text.ToString();
    }

    static string Text(ReadOnlyMemory<byte> bytes) =>
        Encoding.UTF8.GetString(bytes.Span).Replace('\n', '␊').Replace('\t', '⇥');
}
