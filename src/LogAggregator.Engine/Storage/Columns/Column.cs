namespace LogAggregator.Engine.Storage.Columns;

/// <summary>The decoded values of one hole. Immutable; may be read by several threads.</summary>
abstract class Column(int count)
{
    public int Count { get; } = count;

    /// <summary>No value has another byte.</summary>
    public virtual ByteSet Alphabet => ByteSet.All;

    /// <summary>Appends the value's bytes, exactly as they were.</summary>
    public abstract void AppendTo(int row, ValueList target);

    /// <summary>Adds every row whose value matches, and no other.</summary>
    public virtual void Find(ColumnTest test, RowSet hits)
    {
        if (!test.CanBeOf(Alphabet)) return;
        var value = new ValueList();
        for (var row = 0; row < Count; row++)
        {
            value.Clear();
            AppendTo(row, value);
            if (test.Accepts(value.Bytes)) hits.Add(row);
        }
    }
}

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
}
