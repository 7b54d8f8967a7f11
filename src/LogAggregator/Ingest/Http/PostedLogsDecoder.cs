using System;
using System.Collections.Generic;
using System.Text.Json;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;

namespace LogAggregator.Ingest.Http;

/// <summary>
/// Turns the body of a post into records: one object, an array of objects, or objects line by line (NDJSON). Each record
/// keeps the bytes of its object exactly. Bad records are named and left out; the good ones go into the batch.
/// </summary>
sealed class PostedLogsDecoder
{
    /// <summary>Largest object, as for a container's line: 1 MiB.</summary>
    public const int MaxItemBytes = 1024 * 1024;

    /// <summary>After so many bad records the rest is not read: what is posted is no log.</summary>
    public const int MaxRejected = 1000;

    readonly PostedSources _sources;
    readonly PostedLayouts _layouts;
    readonly RecordBatch _batch;
    readonly long _nowNs;
    readonly List<RejectedItem> _rejected = [];
    int _index;

    PostedLogsDecoder(PostedSources sources, PostedLayouts layouts, RecordBatch batch, long nowNs) =>
        (_sources, _layouts, _batch, _nowNs) = (sources, layouts, batch, nowNs);

    /// <param name="body">The whole body, UTF-8.</param>
    /// <param name="lines">The client says that it is NDJSON; else it is where its first line is a whole object.</param>
    /// <param name="nowNs">Time of arrival, ns since the Unix epoch.</param>
    /// <param name="sources">Where sources are interned.</param>
    /// <param name="layouts">Of objects before; learns those of this post. Used by no other thread meanwhile.</param>
    /// <param name="batch">Takes the good records.</param>
    /// <param name="rejected">The bad ones, by index.</param>
    /// <param name="error">What is wrong with the whole body; then nothing of it counts. Empty if nothing is.</param>
    public static bool TryDecode(
        ReadOnlySpan<byte> body,
        bool lines,
        long nowNs,
        PostedSources sources,
        PostedLayouts layouts,
        RecordBatch batch,
        out IReadOnlyList<RejectedItem> rejected,
        out string error)
    {
        var decoder = new PostedLogsDecoder(sources, layouts, batch, nowNs);
        rejected = decoder._rejected;
        error = decoder.Decode(WithoutMark(body), lines);
        return error.Length == 0;
    }

    string Decode(ReadOnlySpan<byte> body, bool lines)
    {
        body = body.Trim(" \t\r\n"u8);
        if (body.IsEmpty) return "The body is empty; send an object with service, level and message, an array of them, or one a line.";
        if (lines) return DecodeLines(body);
        if (body[0] == '[') return DecodeArray(body);
        return StartsWithWholeLine(body) ? DecodeLines(body) : DecodeObject(body);
    }

    string DecodeLines(ReadOnlySpan<byte> body)
    {
        while (!body.IsEmpty && _rejected.Count <= MaxRejected)
        {
            var end = body.IndexOf((byte)'\n');
            var line = (end < 0 ? body : body[..end]).Trim(" \t\r"u8);
            body = end < 0 ? [] : body[(end + 1)..];
            if (!line.IsEmpty) DecodeLine(line);
        }

        return "";
    }

    void DecodeLine(ReadOnlySpan<byte> line)
    {
        if (line.Length <= MaxItemBytes && _layouts.TryRead(line, out var item)) Add(item, line);
        else ReadLine(line);
        _index++;
    }

    // Slow path: the first object of a layout, and all that is unusual or wrong.
    void ReadLine(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) Reject("It is not a JSON object.");
            else if (TryTake(ref reader, out var item) && !reader.Read())
            {
                Add(item, line);
                _layouts.Learn(line);
            }
        }
        catch (JsonException exception)
        {
            Reject($"It is not JSON: {Sentence(exception)}");
        }
    }

    string DecodeObject(ReadOnlySpan<byte> body)
    {
        if (body[0] != '{') return "The body is not a JSON object or array; send an object with service, level and message, an array of them, or one a line.";
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            if (TryTake(ref reader, out var item) && !reader.Read()) Add(item, body);
            return "";
        }
        catch (JsonException exception)
        {
            return $"The body is not JSON: {Sentence(exception)} If it has one object a line, send it as application/x-ndjson.";
        }
    }

    string DecodeArray(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray && _rejected.Count <= MaxRejected; _index++) DecodeElement(ref reader, body);
            if (_rejected.Count <= MaxRejected) reader.Read();
            return "";
        }
        catch (JsonException exception)
        {
            return $"The body is not JSON: {Sentence(exception)} Nothing of it was kept.";
        }
    }

    void DecodeElement(ref Utf8JsonReader reader, ReadOnlySpan<byte> body)
    {
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            Reject("It is not a JSON object.");
        }
        else if (TryTake(ref reader, out var item))
        {
            Add(item, body[start..(int)reader.BytesConsumed]);
        }
    }

    /// <summary>Reads the object that the reader stands at the beginning of; rejects it if it is bad.</summary>
    bool TryTake(ref Utf8JsonReader reader, out PostedItem item)
    {
        var start = reader.TokenStartIndex;
        item = PostedItemReader.Read(ref reader);
        if (item.Error is null && reader.BytesConsumed - start > MaxItemBytes) item.Error = "It is larger than 1 MiB.";
        if (item.Error is { } error) Reject(error);
        return item.Error is null;
    }

    void Add(scoped in PostedItem item, ReadOnlySpan<byte> line) =>
        _batch.Add(_sources.Of(item), EventTime.Choose(item.TimestampNs, _nowNs), _nowNs, item.Level ?? Level.Info, RecordFlags.Posted, line);

    void Reject(string error) => _rejected.Add(new RejectedItem(
        _index, _rejected.Count < MaxRejected ? error : $"There are more than {MaxRejected} bad records; this one and all after it were not read."));

    static bool StartsWithWholeLine(ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf((byte)'\n');
        if (end < 0) return false;
        var reader = new Utf8JsonReader(body[..end]);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> body) => body.StartsWith("\uFEFF"u8) ? body[3..] : body;

    static string Sentence(JsonException exception)
    {
        var message = exception.Message;
        var end = message.IndexOf(". LineNumber", StringComparison.Ordinal);
        var what = end < 0 ? message.TrimEnd('.') : message[..end];
        return $"{what}, at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.";
    }
}
