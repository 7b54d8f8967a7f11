using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using CsCheck;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution;
using Xunit;

namespace LogAggregator.Engine.Tests.Query.Execution;

/// <summary>The search looks at raw bytes first and in sixteens; it must find what a slow look at each value finds.</summary>
public sealed class TextOracleTests
{
    static readonly string[] Pieces =
    [
        "a", "B", "ab", "é", "É", "Ж", "ж", " ", "-", "\"", "\\", "\\\\", "\\n", "\\\"", "\\u0061", "\\u00e9", "\\x41", "/", "\\/", "n", "u",
        "\u001b[31m", "\u001b[0m", "\u001b", "{", "}", ",\"k\":\"", "\":1,\"", "k=", "k=\"", "\" ", "\n", "12", "\uFFFD", "aaaaaaaaaaaaaaaaaaaaaaab",
    ];

    static readonly string[] Wholes = ["{0}", "{{\"message\":\"{0}\"}}", "{{\"m\":\"x\",\"a\":{{\"b\":[\"{0}\"]}}}}", "level=info msg=\"{0}\" k=\"{0}\"", "k=1 a={0}"];

    static readonly Gen<string> AnyText = Gen.Int[0, Pieces.Length - 1].Array[0, 8].Select(pieces => string.Concat(pieces.Select(i => Pieces[i])));

    static readonly Gen<byte[]> AnyLine = Gen.Select(Gen.Int[0, Wholes.Length - 1], AnyText, Gen.Int[0, 20])
        .Select((whole, text, cut) => Cut(Encoding.UTF8.GetBytes(string.Format(null, Wholes[whole], text)), cut));

    static readonly Gen<string> AnyNeedle = Gen.Int[0, Pieces.Length - 1].Array[1, 3].Select(pieces => string.Concat(pieces.Select(i => Pieces[i])));

    [Fact]
    public void TextIsFoundWhereASlowLookFindsIt() =>
        Gen.Select(AnyNeedle, AnyLine).Sample((needle, line) =>
            Assert.Equal(Values(line).Any(v => Holds(v, needle)), Matches(new TextContains(needle), line)), iter: 20_000, print: Print);

    [Fact]
    public void APhraseIsFoundWhereASlowLookFindsIt() =>
        Gen.Select(AnyNeedle, AnyLine).Sample((needle, line) =>
            Assert.Equal(Values(line).Any(v => HoldsPhrase(v, needle)), Matches(new Phrase(needle), line)), iter: 20_000, print: Print);

    [Fact]
    public void LinesTogetherMayHaveWhatOneOfThemHas() =>
        Gen.Select(AnyNeedle, AnyNeedle, AnyLine.Array[1, 4]).Sample((needle, other, lines) =>
        {
            foreach (var filter in (Filter[])[new TextContains(needle), new Phrase(needle), new And([new TextContains(needle), new Phrase(other)]), new Or([new TextContains(needle), new Phrase(other)]), new Not(new TextContains(needle))])
                if (lines.Any(line => Matches(filter, line))) Assert.True(new FilterEvaluator(filter).MayHave([.. lines.SelectMany(line => line)]), $"{filter}: {string.Join('|', lines.Select(Encoding.UTF8.GetString))}");
        }, iter: 20_000);

    [Theory]
    [InlineData("zq", "{\"message\":\"ab\\n\"}k=1", false)]
    [InlineData("AB", "{\"message\":\"ab\\n\"}k=1", true)]
    [InlineData("zq", "{\"message\":\"\\u007aq\"}", true)]
    public void LinesTogetherAreLeftOutWhereNoneCanHaveTheText(string needle, string lines, bool may) =>
        Assert.Equal(may, new FilterEvaluator(new TextContains(needle)).MayHave(Encoding.UTF8.GetBytes(lines)));

    static string Print((string Needle, byte[] Line) sample) => $"{sample.Needle} in {Encoding.UTF8.GetString(sample.Line).Replace("\u001b", "␛", StringComparison.Ordinal)}";

    static bool Matches(Filter filter, byte[] line) =>
        new FilterEvaluator(filter).Matches(new RecordView(LogSource.Empty, default, Level.Info, RecordFlags.None, line));

    static bool Holds(string value, string needle) => value.Contains(needle, StringComparison.OrdinalIgnoreCase);

    static bool HoldsPhrase(string value, string needle)
    {
        for (var at = 0; (at = value.IndexOf(needle, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + needle.Length;
            if ((at == 0 || !char.IsLetterOrDigit(value[at - 1])) && (end == value.Length || !char.IsLetterOrDigit(value[end]))) return true;
        }

        return false;
    }

    /// <summary>Every value of the line as text without colours.</summary>
    static IEnumerable<string> Values(byte[] line)
    {
        var parsed = new LineParser().Parse(line);
        var bareWords = parsed.Format == LineFormat.Logfmt && parsed.Fields.Any(IsBareWord);
        return [Text(parsed.Message), .. parsed.Fields.Where(f => !IsBareWord(f)).SelectMany(Texts), .. bareWords ? [Text(line)] : Array.Empty<string>()];

        bool IsBareWord(ParsedField field) => MemoryMarshal.TryGetArray(field.Value, out var bytes) && bytes.Array != line && Text(field.Value) == "true" && field.Kind == FieldKind.Boolean;
    }

    static IEnumerable<string> Texts(ParsedField field)
    {
        if (field.Kind != FieldKind.Json) return [Text(field.Value)];
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(field.Value.Span));
        return [.. Leaves(json.RootElement)];
    }

    static IEnumerable<string> Leaves(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(m => Leaves(m.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Leaves),
        JsonValueKind.String => [Text(Encoding.UTF8.GetBytes(element.GetString()!))],
        JsonValueKind.Null => [],
        _ => [element.GetRawText()],
    };

    static string Text(ReadOnlyMemory<byte> bytes)
    {
        var visible = new byte[bytes.Length];
        return Encoding.UTF8.GetString(visible, 0, AnsiSequences.Strip(bytes.Span, visible));
    }

    /// <summary>Sometimes ends in the middle, maybe of a character.</summary>
    static byte[] Cut(byte[] line, int cut) => cut < 15 || line.Length == 0 ? line : line[..(line.Length * (20 - cut) / 20)];
}
