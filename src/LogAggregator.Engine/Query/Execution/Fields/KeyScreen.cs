using System;
using System.Text;

namespace LogAggregator.Engine.Query.Execution.Fields;

/// <summary>
/// Says of most lines that have no value under a path that they have none, before they are parsed: the path's last part stands in
/// the line, unless escapes hide it.
/// </summary>
sealed class KeyScreen
{
    readonly byte[] _part;

    public KeyScreen(ReadOnlySpan<byte> path)
    {
        var part = path[(path.LastIndexOf((byte)'.') + 1)..];

        // These can be written as an escape of two characters; the others only as \u and four digits.
        var hides = part.IsEmpty || part.ContainsAny("\"\\/"u8) || part.ContainsAnyInRange((byte)0, (byte)0x1F);
        _part = hides ? [] : part.ToArray();
    }

    /// <summary>The path's last part in lower case, if it must stand in a line without escapes; else empty.</summary>
    public ReadOnlyMemory<byte> Part => Ascii.IsValid(_part) ? Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(_part).ToLowerInvariant()) : default(ReadOnlyMemory<byte>);

    public bool MayHold(ReadOnlySpan<byte> line) => line.IndexOf(_part) >= 0 || line.IndexOf("\\u"u8) >= 0;
}
