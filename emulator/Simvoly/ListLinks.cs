using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;

namespace ClickFunnels.Emulator.Simvoly;

/// <summary>Lists of ids in other records.</summary>
internal static class ListLinks
{
    /// <summary>Takes an id out of the lists that have it.</summary>
    public static void Remove(Call call, string resource, string list, long id)
    {
        foreach (var record in call.Store.Of(resource).Where(one => one.Numbers(list).Contains(id)).ToList())
        {
            call.Edit(record)[list] = new JsonArray([.. record.Numbers(list).Where(one => one != id).Select(one => (JsonNode)one)]);
        }
    }
}
