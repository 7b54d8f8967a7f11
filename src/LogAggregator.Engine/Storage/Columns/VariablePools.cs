using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Which variables of templates share a column. Texts of one kind have many templates that differ by a word, each of few rows: as columns of their own
/// their variables would cost more for heads than for values. So those are put together where what stands around them
/// looks alike and their values are of one kind. A variable whose values are all the same is a constant. Used again for other templates.
/// </summary>
sealed class VariablePools
{
    /// <summary>Of a variable that has no pool.</summary>
    public const int Constant = 0;

    /// <summary>Hex digits of templates with more rows have columns of their own: there they are searched packed.</summary>
    const int MaxHexRows = 1024;

    const int None = -1;

    readonly ByteDictionary _poolOfKey = new();
    readonly List<int> _poolOfNumber = [];
    readonly List<long> _pools = [];
    readonly List<(int Template, int Variable)> _variables = [];
    readonly HashSet<(int Template, int Variable)> _addresses = [];
    readonly List<int> _first = [];
    readonly List<int> _last = [];
    readonly List<int> _next = [];

    /// <summary>How many pools there are.</summary>
    public int Count => _first.Count;

    /// <summary>For each variable of all templates, in order: <see cref="Constant"/>, or its pool's number, counted from 1.</summary>
    public ReadOnlySpan<long> Numbers => CollectionsMarshal.AsSpan(_pools);

    /// <summary>The value of each variable that is constant.</summary>
    public ValueList Constants { get; } = new();

    /// <summary>The first pool has addresses.</summary>
    public bool HasAddresses { get; private set; }

    /// <param name="values">What was taken apart.</param>
    /// <param name="split">How.</param>
    /// <param name="joinsAddresses">Addresses are kept whole.</param>
    public void Plan(ValueList values, TemplateSplit split, bool joinsAddresses)
    {
        Clear();
        if (joinsAddresses) HasAddresses = FindAddresses(values, split);
        if (HasAddresses) NewPool();
        for (var template = 0; template < split.Templates.Count; template++)
        {
            var context = new VariableContext(split.Templates[template]);
            for (var variable = 0; variable < split.VariablesOf(template); variable++)
            {
                context.MoveTo(variable);
                if (HasAddresses && _addresses.Contains((template, variable)))
                {
                    AddAddress(template, variable);
                    variable += AddressPool.Parts - 1;
                    continue;
                }

                var kind = VariableKind.Of(split.ValuesOf(template, variable));
                _variables.Add((template, variable));
                _next.Add(None);
                if (kind.IsConstant) AddConstant(split.ValuesOf(template, variable)[0]);
                else if (kind.IsHex && split.RowsOf(template).Length > MaxHexRows) AddTo(NewPool());
                else AddTo(PoolOf(context.KeyWith(kind)));
            }
        }
    }

    /// <summary>All values of a pool: those of its first variable in the order of rows, then those of the next.</summary>
    /// <param name="pool">Counted from 1.</param>
    /// <param name="split">What was taken apart.</param>
    /// <param name="target">Gets them.</param>
    public void Gather(int pool, TemplateSplit split, ValueList target)
    {
        target.Clear();
        for (var i = _first[pool - 1]; i != None; i = _next[i])
        {
            var (template, variable) = _variables[i];
            var values = split.ValuesOf(template, variable);
            target.AddAll(values.Bytes, values.Ends, 0);
        }
    }

    /// <summary>The addresses of the first pool.</summary>
    public void GatherAddresses(ValueList values, TemplateSplit split, List<long> target)
    {
        target.Clear();
        for (var i = _first[0]; i != None; i = _next[i])
        {
            var (template, variable) = _variables[i];
            foreach (var row in split.RowsOf(template))
            {
                if (!AddressPool.TryParse(AddressOf(values, split, row, variable), out var address)) throw new UnreachableException("addresses were looked at before");
                target.Add(address);
            }
        }
    }

    /// <summary>Four variables between dots are addresses where they are in each row of the template.</summary>
    bool FindAddresses(ValueList values, TemplateSplit split)
    {
        for (var template = 0; template < split.Templates.Count; template++)
        {
            var context = new VariableContext(split.Templates[template]);
            for (var variable = 0; variable + AddressPool.Parts <= split.VariablesOf(template); variable++)
            {
                context.MoveTo(variable);
                if (context.IsAddress && AreAddresses(values, split, split.RowsOf(template), variable)) _addresses.Add((template, variable));
            }
        }

        return _addresses.Count > 0;
    }

    static bool AreAddresses(ValueList values, TemplateSplit split, ReadOnlySpan<int> rows, int variable)
    {
        foreach (var row in rows)
        {
            if (!AddressPool.TryParse(AddressOf(values, split, row, variable), out _)) return false;
        }

        return true;
    }

    static ReadOnlySpan<byte> AddressOf(ValueList values, TemplateSplit split, int row, int variable) =>
        values[row][split.PlaceOf(row, variable).Start..split.PlaceOf(row, variable + AddressPool.Parts - 1).End];

    void AddAddress(int template, int variable)
    {
        for (var part = 0; part < AddressPool.Parts; part++)
        {
            _variables.Add((template, variable + part));
            _next.Add(None);
            if (part == 0) AddTo(1);
            else _pools.Add(1);
        }
    }

    void AddConstant(ReadOnlySpan<byte> value)
    {
        Constants.Add(value);
        _pools.Add(Constant);
    }

    void AddTo(int pool)
    {
        var variable = _pools.Count;
        _pools.Add(pool);
        if (_first[pool - 1] == None) _first[pool - 1] = variable;
        else _next[_last[pool - 1]] = variable;
        _last[pool - 1] = variable;
    }

    int PoolOf(ReadOnlySpan<byte> key)
    {
        var number = _poolOfKey.Add(key);
        if (number == _poolOfNumber.Count) _poolOfNumber.Add(NewPool());
        return _poolOfNumber[number];
    }

    int NewPool()
    {
        _first.Add(None);
        _last.Add(None);
        return _first.Count;
    }

    void Clear()
    {
        _poolOfKey.Clear();
        _poolOfNumber.Clear();
        _pools.Clear();
        _variables.Clear();
        _addresses.Clear();
        HasAddresses = false;
        foreach (var list in (ReadOnlySpan<List<int>>)[_first, _last, _next]) list.Clear();
        Constants.Clear();
    }
}
