using System;
using System.Buffers;
using System.Linq;
using System.Text;
using System.Text.Json;
using CsCheck;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Rendering;
using Xunit;

namespace LogAggregator.Engine.Tests.Rendering;

public sealed class RecordJsonTests
{
    const long SeedTime = 1_762_857_000_000_000_000;

    static readonly LogSource DataApi = new("", "homeiq-data-api", "abc123", "", "", "data-api", "", OutputStream.None);

    [Fact]
    public void AJsonLineShowsTheSameKeysAndValues() => Assert.Equal(
        """{"timestamp":"2025-11-11T10:30:00Z","level":"INFO","message":"Request processed successfully","service":"data-api","container_name":"homeiq-data-api","container_id":"abc123","id":"1876ed19facf9000-000000000001","metadata":{"duration_ms":45,"endpoint":"/api/events"}}""",
        Render("""{"timestamp":"2025-11-11T10:30:00Z","level":"INFO","message":"Request processed successfully","service":"data-api","container_name":"homeiq-data-api","container_id":"abc123","metadata":{"duration_ms":45,"endpoint":"/api/events"}}"""));

    [Fact]
    public void APlainLineIsItsTimeAndItsMessage() => Assert.Equal(
        """{"timestamp":"2025-11-11T10:30:00Z","level":"INFO","message":"Request processed successfully","service":"data-api","container_name":"homeiq-data-api","container_id":"abc123","id":"1876ed19facf9000-000000000001","metadata":{}}""",
        Render("2025-11-11T10:30:00Z Request processed successfully"));

    [Fact]
    public void WhatIsKnownOfTheSourceIsShown() => Assert.Equal(
        """{"timestamp":"2025-11-11T10:30:00Z","level":"ERROR","message":"m","service":"s","container_name":"c","container_id":"i","image":"img:1","stream":"stderr","project":"p","host":"h","id":"1876ed19facf9000-000000000001","truncated":true,"gap":true,"lifecycle":true,"metadata":{}}""",
        Render("m", new LogSource("h", "c", "i", "img:1", "p", "s", "", OutputStream.Stderr), Level.Error, RecordFlags.Truncated | RecordFlags.Gap | RecordFlags.Lifecycle | RecordFlags.NoNewline));

    [Fact]
    public void TheLinesOwnServiceIsShownWhereTheSourceHasNone() =>
        Assert.Contains("\"service\":\"billing\"", Render("""{"message":"m","service":"billing"}""", LogSource.Empty), StringComparison.Ordinal);

    [Fact]
    public void ValuesKeepTheirTypeAndTheirSpelling() => Assert.EndsWith(
        ""","metadata":{"a":1.50,"b":-2e10,"c":true,"d":null,"e":{"x": [1, "é"]},"f":"text","g":""}}""",
        Render("""{"message":"m","a":1.50,"b":-2e10,"c":true,"d":null,"e":{"x": [1, "é"]},"f":"text","g":""}"""));

    [Fact]
    public void OfTwoFieldsOfOneNameTheLastCounts() => Assert.EndsWith(
        ""","metadata":{"b":2,"a":3}}""",
        Render("""{"message":"m","a":1,"b":2,"a":3}"""));

    [Fact]
    public void OfManyFieldsOfOneNameTheLastCountsToo()
    {
        var members = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"k{i % 100}\":{i}"));
        using var json = JsonDocument.Parse(Render($$"""{"message":"m",{{members}}}"""));

        var metadata = json.RootElement.GetProperty("metadata");
        Assert.Equal(Enumerable.Range(900, 100), metadata.EnumerateObject().Select(m => m.Value.GetInt32()));
    }

    [Fact]
    public void BytesThatAreNoUtf8AreShownAsReplacements()
    {
        using var json = JsonDocument.Parse(Render([(byte)'a', 0xFF, (byte)'b', 0xE2, 0x82]));

        Assert.Equal("a\uFFFDb\uFFFD", json.RootElement.GetProperty("message").GetString());
    }

    [Fact]
    public void BytesThatAreNoUtf8InsideNestedJsonAreReplacedToo()
    {
        var line = Encoding.Latin1.GetBytes("{\"message\":\"m\",\"a\":{\"x\":\"\u00ff\"}}");
        using var json = JsonDocument.Parse(Render(line));

        Assert.Equal("\uFFFD", json.RootElement.GetProperty("metadata").GetProperty("a").GetProperty("x").GetString());
    }

    [Fact]
    public void ColoursStayInTheMessage()
    {
        using var json = JsonDocument.Parse(Render("\u001b[31mred\u001b[0m"));

        Assert.Equal("\u001b[31mred\u001b[0m", json.RootElement.GetProperty("message").GetString());
    }

    [Fact]
    public void ALineOfAMegabyteIsShownWhole()
    {
        var line = new string('\u00e9', 512 * 1024);
        using var json = JsonDocument.Parse(Render(line));

        Assert.Equal(line, json.RootElement.GetProperty("message").GetString());
    }

    /// <summary>One line of text, and JSON that a strict reader takes: whatever was printed.</summary>
    [Fact]
    public void AnyBytesGiveOneObjectOnOneLine() => Gen.OneOf(AnyBytes, AnyJsonish).Sample(line =>
    {
        var text = Render(line, DataApi, Level.Info, RecordFlags.None);
        Assert.DoesNotContain('\n', text);
        Assert.DoesNotContain('\r', text);
        using var json = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        Assert.Equal(JsonValueKind.Object, json.RootElement.GetProperty("metadata").ValueKind);
    });

    static readonly Gen<byte[]> AnyBytes = Gen.Byte.Array[0, 60];

    /// <summary>Pieces of JSON and logfmt put together at random: often valid.</summary>
    static readonly Gen<byte[]> AnyJsonish = Gen.Int[0, Pieces.Length - 1].Array[0, 12]
        .Select(pieces => Encoding.Latin1.GetBytes("{\"a\":" + string.Concat(pieces.Select(i => Pieces[i])) + "}"));

    static string[] Pieces =>
        ["1", "\"x\"", ",\"a\":", ",\"b\":", "{\"m\":1}", "[", "]", "{", "}", "\n", "\r", "null", "\"\\ud800\"", "\"\u00ff\"", "-1.5e3", "a=1 ", "b=\"\\n\" ", ",\"metadata\":{\"a\":2}"];

    static string Render(string line) => Render(Encoding.UTF8.GetBytes(line));

    static string Render(byte[] line) => Render(line, DataApi, Level.Info, RecordFlags.None);

    static string Render(string line, LogSource source, Level level = Level.Info, RecordFlags flags = RecordFlags.None) =>
        Render(Encoding.UTF8.GetBytes(line), source, level, flags);

    static string Render(byte[] line, LogSource source, Level level, RecordFlags flags)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, RecordJson.WriterOptions);
        new RecordJson().Write(writer, new StoredRecord(new RecordId(SeedTime, 1), SeedTime, level, flags, source, line));
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
