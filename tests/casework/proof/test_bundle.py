from pathlib import Path
from hru_advocate.casework.proof import bundle
from hru_advocate.casework.session import Session
from tests.casework.disclosure.told_case import DISCLOSED, told_case
from tests.casework.open_sessions import id_of
import time, subprocess, os, shutil

def test_it(session: Session, tmp_path: Path) -> None:
    case = id_of(told_case(session, "Daz came, and Kev.", "lemon curd he said"))
    t=time.time()
    made = bundle.make(session, case, DISCLOSED, tmp_path / "bag")
    print(time.time()-t, made)
    made = bundle.make(session, case, DISCLOSED, tmp_path / "bag.zip")
    out=Path(os.environ["HRU_PICTURES"])
    shutil.rmtree(out/"bag", ignore_errors=True)
    shutil.copytree(tmp_path/"bag", out/"bag"); shutil.copy(tmp_path/"bag.zip", out/"bag.zip")
    print(subprocess.run(["sha256sum","-c","manifest-sha256.txt"],cwd=tmp_path/"bag",capture_output=True,text=True).stdout)
    print(subprocess.run(["sha256sum","-c","tagmanifest-sha256.txt"],cwd=tmp_path/"bag",capture_output=True,text=True).stdout)
