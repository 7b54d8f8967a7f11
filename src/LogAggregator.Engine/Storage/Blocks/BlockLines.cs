using System;
using System.IO;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// The lines of a block, exactly as they were. Where rows are asked for one behind the other, many are put together at once, column by
/// column, for those that follow. What it gives holds until the next call. For one thread at a time; members may throw what the block's do.
/// </summary>
/// <param name="block">The block.</param>
/// <param name="spare">For what is made on the way.</param>
sealed class BlockLines(ColumnBlock block, SpareLists spare) : IDisposable
{
    /// <summary>So many rows are put together one by one first: a page of a search is not more. Where more are asked for, they are put together at once.</summary>
    const int RowsBefore = 64;

    /// <summary>Of rows passed over, at most this many for each one asked for.</summary>
    const int MaxStride = 4;

    readonly ValueList _line = new();
    LineWindow? _window;
    bool _oneByOne;
    int _row = -1;
    int _end;
    int _streakStart;
    int _streakRows;

    /// <summary>Without its newline.</summary>
    public ReadOnlyMemory<byte> LineAt(int row)
    {
        if (Window(row, 1) is { } window)
        {
            _streakRows++;
            return window.Printed(row)[..^NewlineOf(row)];
        }

        RenderOne(row);
        return _line.Memory;
    }

    /// <summary>
    /// The lines of some rows one behind the other, each with its newline unless it had none: of <paramref name="row"/>, and of as many behind it as are at
    /// hand.
    /// </summary>
    /// <param name="row">The first one.</param>
    /// <param name="rows">At most so many; gets how many they are, 1 at least.</param>
    public ReadOnlySpan<byte> Printed(int row, ref int rows)
    {
        if (Window(row, rows) is { } window)
        {
            var printed = window.Printed(row, ref rows);
            _streakRows += rows;
            return printed;
        }

        rows = 1;
        RenderOne(row);
        if (NewlineOf(row) == 0) return _line.Bytes;
        _line.Append("\n"u8);
        _row = -1;
        return _line.Bytes;
    }

    public void Dispose() => _window?.Dispose();

    LineWindow? Window(int row, int wanted)
    {
        if (_window is not null && _window.Has(row)) return _window;
        if (_oneByOne || !(wanted >= RowsBefore || (row >= _end && FollowsMany(row)))) return null;
        try
        {
            (_window ??= new LineWindow(block, spare)).MoveTo(row, wanted >= RowsBefore ? wanted : block.Count - row);
            _end = _window.End;
            return _window;
        }
        catch (Exception error) when (error is CorruptBlockException or IOException)
        {
            // The rows before the one that cannot be read are whole: that one throws when it is asked for by itself.
            _oneByOne = true;
            _window?.Dispose();
            _window = null;
            return null;
        }
    }

    bool FollowsMany(int row)
    {
        if (row == _row) return false;
        if (row < _streakStart) (_streakStart, _streakRows) = (row, 0);
        return ++_streakRows > RowsBefore && row - _streakStart < MaxStride * _streakRows;
    }

    void RenderOne(int row)
    {
        if (row == _row) return;
        _row = -1;
        _line.Clear();
        block.AppendLine(row, _line);
        _row = row;
    }

    int NewlineOf(int row) => ((RecordFlags)block.Flags[row] & RecordFlags.NoNewline) == 0 ? 1 : 0;
}
