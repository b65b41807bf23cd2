using System.Text;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Tests.Documents;

/// <summary>Reads texts as documents, and says what was wrong with them.</summary>
internal static class Parsing
{
    public static SpecFile Read(string text) => SpecFile.Parse("spec", Encoding.UTF8.GetBytes(text));

    /// <summary>The error of a text that cannot be read; fails the test when it can.</summary>
    public static InputException Refused(string text) => Refused(Encoding.UTF8.GetBytes(text));

    public static InputException Refused(byte[] bytes) => Assert.Throws<InputException>(() => SpecFile.Parse("spec", bytes))!;
}
