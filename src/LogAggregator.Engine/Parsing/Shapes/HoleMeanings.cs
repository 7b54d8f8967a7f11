using LogAggregator.Engine.Parsing.Fields;

namespace LogAggregator.Engine.Parsing.Shapes;

/// <summary>What a value means, by where it is written.</summary>
static class HoleMeanings
{
    public static HoleMeaning Of(TextSlice slice, WrittenRoles written)
    {
        if (slice == written.Time) return HoleMeaning.Time;
        if (slice == written.Level) return HoleMeaning.Level;
        if (slice == written.Message) return HoleMeaning.Message;
        return slice == written.Service ? HoleMeaning.Service : HoleMeaning.Metadata;
    }
}
