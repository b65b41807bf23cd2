using System.Collections.Generic;
using ClickFunnels.Core;
using Newtonsoft.Json.Linq;

namespace ClickFunnels;

/// <summary>The rule of bulk actions: exactly one of several fields says which records they are about.</summary>
internal static class TargetChoice
{
    /// <summary>Returns true when one of the fields names records, and no other field is sent with a value.</summary>
    // Fields are read from JSON, so that those of a record that was read, or has them as additional properties, count as well.
    public static bool IsExactlyOne(Model action, IEnumerable<string> fields)
    {
        var json = JObject.Parse(action.ToJson());
        JToken? choice = null;
        foreach (var field in fields)
        {
            if (json[field] is not { Type: not JTokenType.Null } value)
            {
                continue;
            }

            if (choice is not null)
            {
                return false;
            }

            choice = value;
        }

        return choice switch
        {
            null => false,
            JArray ids => ids.Count > 0,
            { Type: JTokenType.Boolean } all => (bool)all,
            _ => !string.IsNullOrWhiteSpace(choice.ToString()),
        };
    }
}
