using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Lifts bans.</summary>
[Resource("CommunityBanUnbanAction")]
[Operation("createCommunitiesBansUnbanActions")]
[Operation("getCommunitiesBansUnbanActions")]
internal sealed class CommunityBanUnbanActionBehavior(RecordStore store) : CommunityActionBehavior(store, "CommunityBan")
{
    protected override bool Perform(Call call, Record action, Record target)
    {
        Store.Remove(target);
        return true;
    }
}
