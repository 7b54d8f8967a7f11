using System;
using System.Collections.Generic;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Takes a line of JSON apart into what stays (keys and punctuation, with one byte <see cref="Hole"/> for each value) and the values'
/// places. A value is a string's content with its escapes, or a number or literal as written. Only the bytes matter: the
/// skeleton with its values put back is the line, whatever JSON says about it.
/// </summary>
static class JsonSkeleton
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
                    if (expectsKey || valueCount == values.Length) return false;
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

    /// <summary>The path of each hole: keys joined by dots, elements by their number; <c>metadata.tags.0</c>.</summary>
    public static List<string> Paths(ReadOnlySpan<byte> skeleton)
    {
        var paths = new List<string>();
        var path = new List<string>();
        var key = "";
        for (var at = 0; at < skeleton.Length; at++)
        {
            switch (skeleton[at])
            {
                case Hole:
                    paths.Add(string.Join('.', [.. path, key]));
                    break;
                case (byte)'{' or (byte)'[':
                    if (at > 0) path.Add(key);
                    key = skeleton[at] == '[' ? "0" : "";
                    break;
                case (byte)'}' or (byte)']':
                    if (path.Count > 0) path.RemoveAt(path.Count - 1);
                    break;
                case (byte)',' when int.TryParse(key, out var element):
                    key = (element + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
                    break;
                case (byte)'"' when skeleton[at + 1] == Hole:
                    paths.Add(string.Join('.', [.. path, key]));
                    at += 2;
                    break;
                case (byte)'"':
                    var end = EndOfString(skeleton, at + 1);
                    key = System.Text.Encoding.UTF8.GetString(skeleton[(at + 1)..end]);
                    at = end;
                    break;
            }
        }

        return paths;
    }

    internal static int EndOfString(ReadOnlySpan<byte> line, int start)
    {
        for (var at = start; ;)
        {
            var next = line[at..].IndexOfAny((byte)'"', (byte)'\\', Hole);
            if (next < 0) return -1;
            at += next;
            if (line[at] == '"') return at;
            if (line[at] == Hole || at + 1 >= line.Length) return -1;
            at += 2;
        }
    }

    internal static int EndOfScalar(ReadOnlySpan<byte> line, int start)
    {
        var at = start;
        while (at < line.Length && line[at] is not ((byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'"' or (byte)'{' or (byte)'[' or (byte)':' or Hole)) at++;
        return at;
    }
}
