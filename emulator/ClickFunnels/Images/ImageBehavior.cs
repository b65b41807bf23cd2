using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Images, uploaded by address.</summary>
[Resource("Image")]
internal sealed class ImageBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createImages")]
    [Behavior("An image is created from an http(s) address", Evidence.Documented, "published spec 2025-06")]
    [Behavior(
        "Nothing is downloaded: the image keeps the address that it was made from, and its file name",
        Evidence.Assumed,
        "the emulator stores no files"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        if (Text(draft, "upload_source_url") is not { } source)
        {
            return;
        }

        if (!Uri.TryCreate(source, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            call.Problems.Add("Upload source url is invalid");
            return;
        }

        draft.Remove("upload_source_url");
        draft["url"] = source;
        Default(draft, ("name", Uri.UnescapeDataString(address.Segments[^1])));
    }
}
