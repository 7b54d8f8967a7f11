using System;
using System.Diagnostics;
using System.Globalization;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;

namespace LogAggregator.Engine.Query.Values;

public enum ValueKind : byte
{
    /// <summary>Nothing there.</summary>
    Null,
    Boolean,

    /// <summary>A whole number of 64 bits.</summary>
    Integer,

    /// <summary>Any other number; never NaN or infinite.</summary>
    Number,

    /// <summary>ns since the Unix epoch.</summary>
    Time,

    /// <summary>A level, ordered from TRACE to CRITICAL.</summary>
    Level,
    Text,

    /// <summary>Counts over time, oldest first.</summary>
    Series,
}

/// <summary>One value in a row: typed, immutable, 24 bytes.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct Value : IEquatable<Value>
{
    readonly long _bits;

    // Text: the text. Series: the counts. Number, Integer: the text as written where it is not how we would write it.
    readonly object? _object;

    Value(ValueKind kind, long bits, object? @object)
    {
        Kind = kind;
        _bits = bits;
        _object = @object;
    }

    public ValueKind Kind { get; }

    public static Value Null => default;

    public bool IsNull => Kind == ValueKind.Null;

    public bool AsBoolean => _bits != 0;

    /// <summary>For <see cref="ValueKind.Integer"/>.</summary>
    public long AsInteger => _bits;

    /// <summary>For <see cref="ValueKind.Time"/>.</summary>
    public long AsTimeNs => _bits;

    /// <summary>For <see cref="ValueKind.Level"/>.</summary>
    public Level AsLevel => (Level)_bits;

    /// <summary>For <see cref="ValueKind.Series"/>.</summary>
    public ReadOnlySpan<long> AsSeries => (long[])_object!;

    public static Value Of(bool value) => new(ValueKind.Boolean, value ? 1 : 0, null);

    public static Value Of(long value) => new(ValueKind.Integer, value, null);

    public static Value Of(string text) => new(ValueKind.Text, 0, text);

    public static Value Of(Level level) => new(ValueKind.Level, (long)level, null);

    /// <summary>Null for NaN and the infinities: what has no number has no value.</summary>
    public static Value Of(double value) =>
        double.IsFinite(value) ? new(ValueKind.Number, BitConverter.DoubleToInt64Bits(value), null) : Null;

    public static Value Time(long timestampNs) => new(ValueKind.Time, timestampNs, null);

    /// <summary>The array is kept, not copied.</summary>
    public static Value Series(long[] counts) => new(ValueKind.Series, 0, counts);

    /// <summary>
    /// The number that the text writes, remembering how; the text itself if it writes none, or with leading zeros as ids do.
    /// </summary>
    public static Value NumberOrText(string text)
    {
        if (Numbers.HasLeadingZero(text) || !Numbers.TryParse(text, out var number)) return Of(text);
        return number.ToString() == text ? number : new Value(number.Kind, number._bits, text);
    }

    /// <summary>For <see cref="ValueKind.Integer"/> and <see cref="ValueKind.Number"/>.</summary>
    public double AsNumber => Kind == ValueKind.Integer ? _bits : BitConverter.Int64BitsToDouble(_bits);

    /// <summary>The number, or the number that a text writes.</summary>
    public bool TryGetNumber(out double number)
    {
        number = 0;
        switch (Kind)
        {
            case ValueKind.Integer or ValueKind.Number:
                number = AsNumber;
                return true;
            case ValueKind.Text when Numbers.TryParse((string)_object!, out var written):
                number = written.AsNumber;
                return true;
            default:
                return false;
        }
    }

    /// <summary>As it is written for people and files: numbers as the line has them, times in UTC, null as nothing.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.Null => "",
        ValueKind.Boolean => AsBoolean ? "true" : "false",
        ValueKind.Integer => _object as string ?? _bits.ToString(CultureInfo.InvariantCulture),
        ValueKind.Number => _object as string ?? AsNumber.ToString("R", CultureInfo.InvariantCulture),
        ValueKind.Time => Timestamps.Format(_bits),
        ValueKind.Level => LevelNames.NameOf(AsLevel),
        ValueKind.Text => (string)_object!,
        ValueKind.Series => string.Join(' ', (long[])_object!),
        _ => throw new UnreachableException(),
    };

    /// <summary>Numbers are equal by value, however written; other kinds only to their own.</summary>
    public bool Equals(Value other) => Kind switch
    {
        ValueKind.Integer when other.Kind == ValueKind.Integer => _bits == other._bits,
        ValueKind.Integer or ValueKind.Number => other.Kind is ValueKind.Integer or ValueKind.Number && AsNumber.Equals(other.AsNumber),
        _ when Kind != other.Kind => false,
        ValueKind.Text => (string)_object! == (string)other._object!,
        ValueKind.Series => AsSeries.SequenceEqual(other.AsSeries),
        _ => _bits == other._bits,
    };

    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    public override int GetHashCode() => Kind switch
    {
        ValueKind.Integer or ValueKind.Number => AsNumber.GetHashCode(),
        ValueKind.Text => ((string)_object!).GetHashCode(StringComparison.Ordinal),
        ValueKind.Series => AsSeries.Length,
        _ => HashCode.Combine(Kind, _bits),
    };

    public static bool operator ==(Value left, Value right) => left.Equals(right);

    public static bool operator !=(Value left, Value right) => !left.Equals(right);
}
