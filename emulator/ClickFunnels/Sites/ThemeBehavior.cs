using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Themes.</summary>
[Resource("Theme")]
internal sealed class ThemeBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("set_defaultThemes")]
    [Behavior("set_default makes the theme that of the site", Evidence.Documented, "published spec 2025-06, themes")]
    public static void SetDefault(Call call, Record record)
    {
        var site = call.InWorkspace("Site").FirstOrDefault() ?? call.Insert("Site", new JsonObject { ["name"] = "Site" });
        call.Edit(site)["theme_id"] = record.PublicId;
    }

    [Operation("getThemes")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name == "styles" ? Store.Of("Style").Where(style => style.Number("theme_id") == record.Id) : null;
        return name == "styles";
    }
}
