using System;
using System.Threading;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Few different values, and which of them each row has: that is found out when it is first asked for, since a search that no value matches
/// looks at no row.
/// </summary>
/// <param name="texts">The different values.</param>
/// <param name="count">How many rows there are.</param>
/// <param name="decodeNumbers">Gives the number of each row's value; maybe more behind them.</param>
abstract class DistinctColumn(Column texts, int count, Func<int[]> decodeNumbers) : Column(count)
{
    int[]? _numbers;
    ValueList? _allTexts;

    public override ByteSet Alphabet => texts.Alphabet;

    public override DistinctValues Distinct => new(texts, Numbers);

    /// <summary>Those of the different values; a value that has none is one by itself.</summary>
    public override ColumnTemplates TemplatesBy(TextForm[]? forms)
    {
        var all = AllTexts();
        var values = new byte[all.Count][];
        for (var i = 0; i < values.Length; i++) values[i] = all[i].ToArray();
        return new ColumnTemplates(values, values.Length, number => !values[number].AsSpan().Contains(TemplateTokenizer.Hole), Numbers);
    }

    int[] Numbers
    {
        get
        {
            if (Volatile.Read(ref _numbers) is { } decoded) return decoded;
            decoded = decodeNumbers();
            Volatile.Write(ref _numbers, decoded);
            return decoded;
        }
    }

    public override bool IsOf(ByteSet bytes) => texts.IsOf(bytes);

    public override HoleBytes GatherHole() => texts.GatherHole();

    public override void Outline(FormList forms)
    {
        if (texts.Count > FormList.MaxTexts)
        {
            base.Outline(forms);
            return;
        }

        var rows = new int[texts.Count];
        foreach (var number in Numbers.AsSpan(0, Count)) rows[number]++;
        var all = AllTexts();
        for (var i = 0; i < rows.Length; i++) forms.Add(TextForm.OfText(all[i], rows[i]));
    }

    public override void AppendTo(int row, ValueList target) => texts.AppendTo(Numbers[row], target);

    public override void AppendRange(int first, int count, ValueList target, SpareLists spare)
    {
        var all = AllTexts();
        foreach (var number in Numbers.AsSpan(first, count))
        {
            target.AppendValue(all, number);
            target.EndValue();
        }
    }

    public override bool Holds(ValueList values, SpareLists spare)
    {
        var (all, numbers) = (AllTexts(), Numbers);
        if (values.Count != Count) return false;
        for (var row = 0; row < Count; row++)
        {
            if (values.LengthOf(row) != all.LengthOf(numbers[row]) || !values.HasAt(values.StartOf(row), all, numbers[row])) return false;
        }

        return true;
    }

    public override void AddHolders(Needle needle, RowSet rows)
    {
        if (!needle.CanBeOf(Alphabet)) return;
        var holding = new RowSet(texts.Count);
        texts.AddHolders(needle, holding);
        AddRowsOf(holding, rows);
    }

    public override void Find(ColumnTest test, RowSet hits)
    {
        if (!test.CanBeOf(Alphabet)) return;
        var matching = new RowSet(texts.Count);
        texts.Find(test, matching);
        AddRowsOf(matching, hits);
    }

    void AddRowsOf(RowSet matching, RowSet hits)
    {
        if (matching.IsEmpty) return;
        if (matching.Size == texts.Count)
        {
            hits.AddAll();
            return;
        }

        var numbers = Numbers;
        for (var row = 0; row < Count; row++)
        {
            if (matching[numbers[row]]) hits.Add(row);
        }
    }

    ValueList AllTexts()
    {
        if (Volatile.Read(ref _allTexts) is { } known) return known;
        var all = new ValueList();
        texts.AppendAll(all);
        Volatile.Write(ref _allTexts, all);
        return all;
    }
}
