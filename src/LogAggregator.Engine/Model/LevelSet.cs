namespace LogAggregator.Engine.Model;

/// <summary>A set of levels, one bit each. The empty set matches nothing; <see cref="All"/> matches every record.</summary>
public readonly record struct LevelSet(byte Bits)
{
    public static LevelSet None => default;

    public static LevelSet All => new(0b11_1111);

    public static LevelSet Of(Level level) => new((byte)(1 << (int)level));

    public static LevelSet AtLeast(Level level) => new((byte)(All.Bits & (0xFF << (int)level)));

    public bool Contains(Level level) => (Bits & (1 << (int)level)) != 0;

    public static LevelSet operator |(LevelSet left, LevelSet right) => new((byte)(left.Bits | right.Bits));

    public static LevelSet operator &(LevelSet left, LevelSet right) => new((byte)(left.Bits & right.Bits));
}
