using System;
using System.Globalization;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>Which generations a segment has the rows of: one that was sealed, or a run of them that was compacted.</summary>
/// <param name="First">Number of the first.</param>
/// <param name="Last">Number of the last; the same for a sealed one.</param>
readonly record struct SegmentName(ulong First, ulong Last) : IComparable<SegmentName>
{
    const string Prefix = "segment-";
    const string Suffix = ".seg";

    /// <summary><c>segment-0000000001.seg</c>, <c>segment-0000000001-0000000008.seg</c>.</summary>
    public string FileName => First == Last
        ? string.Create(CultureInfo.InvariantCulture, $"{Prefix}{First:d10}{Suffix}")
        : string.Create(CultureInfo.InvariantCulture, $"{Prefix}{First:d10}-{Last:d10}{Suffix}");

    public static SegmentName OfGeneration(ulong number) => new(number, number);

    public bool Covers(ulong generation) => generation >= First && generation <= Last;

    /// <summary>Has all of the other's rows and more.</summary>
    public bool Replaces(SegmentName other) => this != other && other.First >= First && other.Last <= Last;

    /// <summary>By age; of two that begin alike the longer one first.</summary>
    public int CompareTo(SegmentName other) => First != other.First ? First.CompareTo(other.First) : other.Last.CompareTo(Last);

    public static bool TryParse(string fileName, out SegmentName name)
    {
        name = default;
        if (!fileName.StartsWith(Prefix, StringComparison.Ordinal) || !fileName.EndsWith(Suffix, StringComparison.Ordinal)) return false;
        var numbers = fileName.AsSpan(Prefix.Length, fileName.Length - Prefix.Length - Suffix.Length);
        var dash = numbers.IndexOf('-');
        if (!TryParse(dash < 0 ? numbers : numbers[..dash], out var first)) return false;
        if (dash < 0) name = OfGeneration(first);
        else if (TryParse(numbers[(dash + 1)..], out var last) && last > first) name = new SegmentName(first, last);
        return name.Last > 0;
    }

    static bool TryParse(ReadOnlySpan<char> digits, out ulong number) => ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
