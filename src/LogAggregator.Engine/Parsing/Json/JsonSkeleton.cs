using System;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace LogAggregator.Engine.Parsing.Json;

/// <summary>
/// Takes a line of JSON apart into what stays (keys and punctuation, with one byte <see cref="Hole"/> for each value) and the values'
/// places. A value is a string's content with its escapes, or a number or literal as written. Takes only objects whose strings have
/// no other escapes than those of two characters (<c>\n</c>, <c>\"</c> …); whether the skeleton is JSON is asked once, by <see cref="IsJson"/>.
/// </summary>
public static class JsonSkeleton
{
    public const byte Hole = 0;

    public const int MaxValues = 128;

    /// <summary>Skeletons of longer lines are not kept.</summary>
    public const int MaxSkeletonLength = 4096;

    const int MaxDepth = 16;

    /// <summary>False where the line is not an object of JSON, or has too many values.</summary>
    public static bool TrySplit(ReadOnlySpan<byte> line, Span<byte> skeleton, Span<Range> values, out int skeletonLength, out int valueCount)
    {
        skeletonLength = valueCount = 0;
        if (line.IsEmpty || line[0] != '{') return false;
        var expectsKey = true;
        Span<bool> inObject = stackalloc bool[MaxDepth];
        var depth = 0;
        for (var at = 0; at < line.Length;)
        {
            if (skeletonLength + 2 > skeleton.Length) return false;
            var c = line[at];
            switch (c)
            {
                case (byte)'{' or (byte)'[':
                    if (depth == MaxDepth) return false;
                    inObject[depth++] = expectsKey = c == '{';
                    break;
                case (byte)'}' or (byte)']':
                    if (--depth < 0) return false;
                    expectsKey = false;
                    break;
                case (byte)',':
                    if (depth == 0) return false;
                    expectsKey = inObject[depth - 1];
                    break;
                case (byte)':':
                    expectsKey = false;
                    break;
                case (byte)' ' or (byte)'\t' or (byte)'\r':
                    break;
                case (byte)'"':
                    var end = EndOfString(line, at + 1);
                    if (end < 0) return false;
                    if (expectsKey)
                    {
                        var key = line[at..(end + 1)];
                        if (skeletonLength + key.Length > skeleton.Length) return false;
                        key.CopyTo(skeleton[skeletonLength..]);
                        skeletonLength += key.Length;
                    }
                    else
                    {
                        if (valueCount == values.Length || skeletonLength + 3 > skeleton.Length) return false;
                        values[valueCount++] = (at + 1)..end;
                        skeleton[skeletonLength++] = c;
                        skeleton[skeletonLength++] = Hole;
                        skeleton[skeletonLength++] = c;
                    }

                    at = end + 1;
                    continue;
                case Hole:
                    return false;
                default:
                    var stop = EndOfScalar(line, at);
                    if (expectsKey || valueCount == values.Length || !IsScalar(line[at..stop])) return false;
                    values[valueCount++] = at..stop;
                    skeleton[skeletonLength++] = Hole;
                    at = stop;
                    continue;
            }

            skeleton[skeletonLength++] = c;
            at++;
        }

        return depth == 0;
    }

    /// <summary>With any values in its holes the skeleton is one object of JSON.</summary>
    public static bool IsJson(ReadOnlySpan<byte> skeleton)
    {
        var example = new byte[skeleton.Length];
        skeleton.Replace(example, Hole, (byte)'0');
        var reader = new Utf8JsonReader(example);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Somewhere in it is an object or array of nothing. Keys count as well: a rare key looks like one.</summary>
    public static bool HasEmptyContainer(ReadOnlySpan<byte> skeleton)
    {
        for (var at = 0; at < skeleton.Length; at++)
        {
            if (skeleton[at] is not ((byte)'{' or (byte)'[')) continue;
            var inside = skeleton[(at + 1)..].TrimStart(" \t\r"u8);
            if (!inside.IsEmpty && inside[0] is (byte)'}' or (byte)']') return true;
        }

        return false;
    }

    /// <summary>The end of a string's content, -1 where it has none or an unusual escape.</summary>
    internal static int EndOfString(ReadOnlySpan<byte> line, int start)
    {
        for (var at = start; ;)
        {
            at = NextStop(line, at);
            if (at == line.Length) return -1;
            if (line[at] == '"') return at;
            if (line[at] != '\\' || at + 1 >= line.Length || !"\"\\bfnrt"u8.Contains(line[at + 1])) return -1;
            at += 2;
        }
    }

    internal static int EndOfScalar(ReadOnlySpan<byte> line, int start)
    {
        var at = start;
        while (at < line.Length && line[at] is not ((byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'"' or (byte)'{' or (byte)'[' or (byte)':' or Hole)) at++;
        return at;
    }

    /// <summary>The next quote, backslash or control character; the end where there is none.</summary>
    static int NextStop(ReadOnlySpan<byte> line, int at)
    {
        ref var bytes = ref MemoryMarshal.GetReference(line);
        for (; at + Vector128<byte>.Count <= line.Length; at += Vector128<byte>.Count)
        {
            var part = Vector128.LoadUnsafe(ref bytes, (nuint)at);
            var controls = Vector128.Equals(Vector128.Min(part, Vector128.Create((byte)0x1F)), part);
            var stops = (Vector128.Equals(part, Vector128.Create((byte)'"')) | Vector128.Equals(part, Vector128.Create((byte)'\\')) | controls).ExtractMostSignificantBits();
            if (stops != 0) return at + BitOperations.TrailingZeroCount(stops);
        }

        while (at < line.Length && line[at] is not ((byte)'"' or (byte)'\\' or < 0x20)) at++;
        return at;
    }

    /// <summary>A number, <c>true</c>, <c>false</c> or <c>null</c>, as JSON writes it.</summary>
    internal static bool IsScalar(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return false;
        if (text[0] is (byte)'t' or (byte)'f' or (byte)'n') return text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8) || text.SequenceEqual("null"u8);
        if (text[0] == '-') text = text[1..];
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0) digits = text.Length;
        if (digits == 0 || (digits > 1 && text[0] == '0')) return false;
        text = text[digits..];
        if (text.IsEmpty) return true;
        return IsFractionAndExponent(text);
    }

    static bool IsFractionAndExponent(ReadOnlySpan<byte> text)
    {
        if (text[0] == '.')
        {
            var digits = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits == 0 || text.Length == 1) return false;
            if (digits < 0) return true;
            text = text[(digits + 1)..];
        }

        if ((text[0] | 0x20) != 'e') return false;
        text = text[1..];
        if (!text.IsEmpty && text[0] is (byte)'+' or (byte)'-') text = text[1..];
        return !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }
}
