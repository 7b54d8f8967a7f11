using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>The decoded values of one hole. Immutable; may be read by several threads.</summary>
abstract class Column(int count)
{
    public int Count { get; } = count;

    /// <summary>No value has another byte.</summary>
    public virtual ByteSet Alphabet => ByteSet.All;

    /// <summary>As <see cref="Alphabet"/>, and what it takes to know more is done.</summary>
    public virtual ByteSet ExactAlphabet => Alphabet;

    /// <summary>What can stand in a value; some look at every value for it.</summary>
    public virtual HoleBytes GatherHole() => new(Alphabet);

    /// <summary>What the values look like, for each how many do: all that is said of the column without reading it.</summary>
    public virtual void Outline(FormList forms) => forms.Add(TextForm.OfHole(GatherHole(), Count));

    /// <summary>The values as numbers, where all are integers written the usual way; else empty.</summary>
    public virtual ReadOnlySpan<long> Integers => [];

    /// <summary>The distinct values and which of them each row has, where the column keeps them so; else null.</summary>
    public virtual DistinctValues? Distinct => null;

    /// <summary>The templates of the values, or of their first lines, where the column keeps them so; else null.</summary>
    /// <param name="forms">As <see cref="Outline"/> gave them, if that is known.</param>
    public virtual ColumnTemplates? TemplatesBy(TextForm[]? forms) => null;

    /// <summary>Appends the value's bytes, exactly as they were.</summary>
    public abstract void AppendTo(int row, ValueList target);

    /// <summary>Whether all values are of these bytes alone. Dearer than <see cref="Alphabet"/>, and never wrong.</summary>
    public virtual bool IsOf(ByteSet bytes) => Alphabet.IsSubsetOf(bytes);

    /// <summary>Adds every value, in order: of each row what <see cref="AppendTo"/> gives.</summary>
    public void AppendAll(ValueList target) => AppendRange(0, Count, target, new SpareLists());

    /// <summary>As <see cref="AppendAll"/>, of so many rows from the first on: quicker than one by one.</summary>
    /// <param name="first">Row.</param>
    /// <param name="count">Of rows.</param>
    /// <param name="target">Gets the values.</param>
    /// <param name="spare">For what is made on the way.</param>
    public virtual void AppendRange(int first, int count, ValueList target, SpareLists spare)
    {
        for (var row = first; row < first + count; row++)
        {
            AppendTo(row, target);
            target.EndValue();
        }
    }

    /// <summary>The values are these, byte for byte: what <see cref="AppendTo"/> gives is compared, in whatever order is quickest.</summary>
    public virtual bool Holds(ValueList values, SpareLists spare)
    {
        const int AtOnce = 4096;
        if (values.Count != Count) return false;
        var own = spare.Take();
        var areEqual = true;
        for (var first = 0; first < Count && areEqual; first += AtOnce)
        {
            own.Clear();
            AppendRange(first, Math.Min(AtOnce, Count - first), own, spare);
            areEqual = values.HasValues(first, own);
        }

        spare.GiveBack(own);
        return areEqual;
    }

    /// <summary>Adds every row whose value has the needle as it is stored, and maybe others.</summary>
    /// <param name="needle">Of <see cref="NeedleAutomaton.MaxLength"/> bytes at most.</param>
    /// <param name="rows">Of this column.</param>
    public virtual void AddHolders(Needle needle, RowSet rows)
    {
        if (!needle.CanBeOf(Alphabet)) return;
        var value = new ValueList();
        for (var row = 0; row < Count; row++)
        {
            value.Clear();
            AppendTo(row, value);
            if (needle.IsIn(value.Bytes)) rows.Add(row);
        }
    }

    /// <summary>As <see cref="Find(ColumnTest, RowSet)"/>, where it is known what the values look like.</summary>
    /// <param name="test">The question.</param>
    /// <param name="forms">As <see cref="Outline"/> gave them, if that is known, and what they say to it.</param>
    /// <param name="hits">Of this column.</param>
    public virtual void Find(ColumnTest test, AskedForms? forms, RowSet hits) => Find(test, hits);

    /// <summary>Adds every row whose value matches, and no other.</summary>
    public virtual void Find(ColumnTest test, RowSet hits)
    {
        var candidates = new RowSet(Count);
        if (test.Needle is { } needle) AddHolders(needle, candidates);
        else candidates.AddAll();
        var value = new ValueList();
        foreach (var row in candidates)
        {
            value.Clear();
            AppendTo(row, value);
            if (test.Accepts(value.Bytes)) hits.Add(row);
        }
    }
}

/// <param name="Forms">What the values look like.</param>
/// <param name="Answers">What each of the forms says to a test.</param>
sealed record AskedForms(TextForm[] Forms, TemplateAnswer[] Answers);

/// <param name="Values">Different ones.</param>
/// <param name="Numbers">Which of them each row has; maybe more behind them.</param>
sealed record DistinctValues(Column Values, int[] Numbers);

/// <param name="Texts">Each with a <see cref="TemplateTokenizer.Hole"/> for each variable.</param>
/// <param name="FirstLines">Those from here on are of the first line of a value that goes on.</param>
/// <param name="IsOfWords">Whether all variables of a template are of ASCII letters and digits, or UUIDs; with underscores inside. Dear: asked for those that rows have.</param>
/// <param name="Numbers">The template of each row; the number of templates for a row without one; maybe more behind them.</param>
sealed record ColumnTemplates(byte[][] Texts, int FirstLines, Func<int, bool> IsOfWords, int[] Numbers);

/// <summary>First byte of a column chunk. The numbers are stored.</summary>
enum ColumnKind : byte
{
    Constant = 0,
    Text = 1,
    Integer = 2,
    Padded = 3,
    Hex = 4,
    Dictionary = 5,
    Template = 6,
    Affix = 7,
    Time = 8,
    RowTime = 9,
    RowLevel = 10,
    RowSource = 11,
    Lines = 12,
    Pooled = 13,
}
