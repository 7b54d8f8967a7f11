using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// A question that is asked of values. Made by the query engine; columns answer it for all their rows at once. Not for use by two
/// threads at once.
/// </summary>
abstract class ColumnTest
{
    readonly ValueList _text = new();

    /// <summary>The values are contents of JSON strings: their escapes are resolved before they are asked.</summary>
    public bool Escaped { get; set; }

    /// <summary>Each value that matches holds these bytes, ASCII letters in either case (here lower-cased). Empty: nothing is known.</summary>
    public ReadOnlyMemory<byte> Required
    {
        get;
        protected init
        {
            field = value;
            Needle = value.IsEmpty ? null : new Needle(value.Span[..Math.Min(value.Length, NeedleAutomaton.MaxLength)]);
            Signature = TextSignature.Of(value.Span);
        }
    }

    /// <summary>Of the required bytes, the first if they are many. Null: nothing is known.</summary>
    public Needle? Needle { get; private init; }

    /// <summary>Of the required bytes.</summary>
    public TextSignature Signature { get; private init; }

    /// <param name="value">The value as it is stored.</param>
    public bool Accepts(ReadOnlySpan<byte> value) => Matches(TextOf(value));

    /// <summary>The text of a stored value; holds until the next call.</summary>
    public ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> value)
    {
        if (!Escaped || !value.Contains((byte)'\\')) return value;
        _text.Clear();
        JsonText.Unescape(value, _text);
        return _text.Bytes;
    }

    /// <summary>Every text that has this part matches, whatever stands at its open ends.</summary>
    public abstract bool IsSureOf(ReadOnlySpan<byte> part, bool isOpenBefore, bool isOpenBehind);

    protected abstract bool Matches(ReadOnlySpan<byte> text);

    /// <summary>False if no text of these bytes alone can match.</summary>
    public bool CanBeOf(ByteSet alphabet) => Needle is null || Needle.CanBeOf(alphabet);
}
