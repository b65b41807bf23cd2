using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>The site of a workspace, one record.</summary>
[Resource("Site")]
internal sealed class SiteBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("updateSite")]
    [Behavior("The themes of a site are read-only here", Evidence.Documented, "published spec 2026-08, sites")]
    public override void Update(Call call, Record record, JsonObject changes) => changes.Remove("theme_id");
}
