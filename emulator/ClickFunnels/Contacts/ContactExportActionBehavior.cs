using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Writes contacts to a file.</summary>
[Resource("ContactExportAction")]
[Operation("createContactsExportActions")]
[Operation("getContactsExportActions")]
internal sealed class ContactExportActionBehavior(RecordStore store) : ContactActionBehavior(store)
{
    [Behavior("file_url is null until the export is completed", Evidence.Documented, "published spec 2026-08, export actions")]
    [Behavior("There is no file at file_url; a download with its name is created", Evidence.Assumed, "the emulator stores no files")]
    protected override void Completed(Call call, Record action)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"contacts-{action.Id}.csv");
        call.Edit(action)["file_url"] = $"https://downloads.example.com/{name}";
        call.Insert("Download", new JsonObject { ["name"] = name, ["asset_id"] = Store.TakeId() });
    }

    protected override bool Perform(Call call, Record action, Record target) => true;
}
