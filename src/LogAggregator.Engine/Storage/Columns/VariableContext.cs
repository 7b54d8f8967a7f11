using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// What stands around a variable of a template, words and variables being a sign each: so that of <c>GET /users/1 HTTP</c> and
/// <c>GET /orders/1 HTTP</c> the numbers look alike.
/// </summary>
/// <param name="template">With a <see cref="TemplateTokenizer.Hole"/> for each variable.</param>
ref struct VariableContext(ReadOnlySpan<byte> template)
{
    /// <summary>Signs before the variable that count; two addresses' last parts are told apart.</summary>
    const int Before = 6;

    const byte Word = (byte)'a';
    const byte Variable = (byte)'0';

    readonly ReadOnlySpan<byte> _template = template;
    readonly byte[] _key = new byte[Before + 3];
    ulong _signs;
    int _at;
    int _variable = -1;

    /// <summary>The variable is the first of four between dots, and of no more.</summary>
    public readonly bool IsAddress => _template[_at..].StartsWith(Address) && !_template[(_at + Address.Length)..].StartsWith(AddressEnd)
        && !(_at > 1 && _template[_at - 1] == '.' && _template[_at - 2] == TemplateTokenizer.Hole);

    static ReadOnlySpan<byte> Address => "\0.\0.\0.\0"u8;

    static ReadOnlySpan<byte> AddressEnd => ".\0"u8;

    /// <summary>To a variable after the last.</summary>
    public void MoveTo(int variable)
    {
        while (_variable < variable)
        {
            if (_variable >= 0) Take();
            while (_template[_at] != TemplateTokenizer.Hole) Take();
            _variable++;
        }
    }

    /// <summary>Variables with the same key look alike. It holds until the next call.</summary>
    public readonly ReadOnlySpan<byte> KeyWith(VariableKind kind)
    {
        for (var i = 0; i < Before; i++) _key[i] = (byte)(_signs >> i * 8);
        _key[Before] = _at + 1 < _template.Length ? SignOf(_template[_at + 1]) : (byte)0;
        _key[Before + 1] = kind.Number;
        _key[Before + 2] = (byte)kind.Length;
        return _key;
    }

    void Take()
    {
        var sign = SignOf(_template[_at++]);
        if (sign != Word || (byte)_signs != Word) _signs = _signs << 8 | sign;
    }

    static byte SignOf(byte c) => (c | 0x20) is >= 'a' and <= 'z' or >= 0x80 ? Word : c == TemplateTokenizer.Hole ? Variable : c;
}
