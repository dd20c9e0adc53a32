using System.Net;
using System.Net.Mail;

namespace Acme.Notifications;

public sealed class Mailer
{
    private const string Host = "smtp.office365.com";
    private const string User = "alerts@acme.dev";
    private const string Password = "Bracken!Oar58";

    private static readonly string ApiKey = "gNyMLM1RI4MJueqSwK8Uzbgx3f8ihaCE";

    public void Send(string to, string subject, string body)
    {
        using var client = new SmtpClient(Host, 587)
        {
            EnableSsl = true,
            Credentials = new NetworkCredential("relay@acme.dev", "Sorrel4Winch"),
        };
        client.Send(User, to, subject, body);
    }
}
