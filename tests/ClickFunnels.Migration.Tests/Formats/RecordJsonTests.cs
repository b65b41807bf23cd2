using System.Text.Json;
using ClickFunnels.Migration.Formats;

namespace ClickFunnels.Migration.Tests.Formats;

/// <summary>The JSON form of records, rules and reports.</summary>
public sealed class RecordJsonTests
{
    [Test]
    public void Each_enumeration_is_written_as_a_name()
    {
        var enumerations = JsonContextTypes.EnumerationsOf(typeof(RecordTypes));

        Assert.That(enumerations, Is.Not.Empty);
        Assert.That(
            enumerations.Where(static type =>
                JsonSerializer.Serialize(Enum.GetValues(type).GetValue(0), RecordJson.Complete.GetTypeInfo(type))[0] != '"'
            ),
            Is.Empty
        );
    }
}
