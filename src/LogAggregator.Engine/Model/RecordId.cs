using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Unicode;

namespace LogAggregator.Engine.Model;

/// <summary>
/// Names one record and gives its place: by event time, then by order of arrival. Ids are unique, and their text
/// sorts as they do.
/// </summary>
/// <param name="TimestampNs">Event time, ns since the Unix epoch, not negative.</param>
/// <param name="Sequence">Number the store gave the record when it arrived; from 1, without reuse.</param>
public readonly record struct RecordId(long TimestampNs, ulong Sequence) : IComparable<RecordId>, IUtf8SpanFormattable
{
    /// <summary>Characters, and bytes, of its text.</summary>
    public const int TextLength = 16 + 1 + 12;

    /// <summary>Greater than every record.</summary>
    public static RecordId Max => new(long.MaxValue, ulong.MaxValue);

    public int CompareTo(RecordId other)
    {
        var byTime = TimestampNs.CompareTo(other.TimestampNs);
        return byTime != 0 ? byTime : Sequence.CompareTo(other.Sequence);
    }

    public static bool operator <(RecordId left, RecordId right) => left.CompareTo(right) < 0;

    public static bool operator >(RecordId left, RecordId right) => left.CompareTo(right) > 0;

    public static bool operator <=(RecordId left, RecordId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RecordId left, RecordId right) => left.CompareTo(right) >= 0;

    /// <summary>16 hex digits of time, a dash, 12 hex digits of sequence (2^48 records at most).</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{TimestampNs:x16}-{Sequence:x12}");

    /// <summary>The text in UTF-8; the format and provider do not matter.</summary>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Utf8.TryWrite(utf8Destination, CultureInfo.InvariantCulture, $"{TimestampNs:x16}-{Sequence:x12}", out bytesWritten);

    public static bool TryParse([NotNullWhen(true)] string? text, out RecordId id)
    {
        id = default;
        if (text is not { Length: TextLength } || text[16] != '-') return false;
        if (!long.TryParse(text.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var time) || time < 0) return false;
        if (!ulong.TryParse(text.AsSpan(17), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var sequence)) return false;
        id = new RecordId(time, sequence);
        return true;
    }
}
